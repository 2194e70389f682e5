package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.model.ToolUse;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an agent was given to know, read for facts once, and a memory of what else has been read: a conversation is
/// checked against again and again as it grows. Safe for many threads; what it remembers never changes an answer.
public final class Knowledge {
    private static final int REMEMBERED = 500;

    private static final int LIBRARIES = 8;
    /// What many sessions know in common is read once for all of them.
    private static final Map<List<Passage>, Library> KNOWN = remembering(LIBRARIES);

    private final Library library;
    private final Set<String> agent;
    private final Map<Source, Evidence> read = remembering(REMEMBERED);

    private Knowledge(Library library, String agent) {
        this.library = library;
        this.agent = Set.copyOf(Words.of(agent).stream().filter(w -> w.length() > 1).distinct().toList());
    }

    private static <K, V> Map<K, V> remembering(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) { return size() > most; }
        };
    }

    /// Passages and an index of what stands in them. Immutable once made.
    private record Library(List<Evidence> passages, Backings facts, Set<String> words, Set<String> keys,
            Sayings sayings) {
        static Library of(List<Passage> passages) {
            var read = passages.stream().map(p -> Evidence.of(p.title(), p.text(), false)).toList();
            var words = new HashSet<String>();
            var keys = new HashSet<String>();
            for (var passage : read) {
                words.addAll(passage.words());
                keys.addAll(passage.keys());
            }
            return new Library(read, Backings.of(read), words, keys,
                    Sayings.of(read.stream().flatMap(p -> p.polarities().stream()).toList()));
        }
    }

    private Told told = Told.NOTHING;

    private record Source(String title, String text) {}

    /// Reads the passages.
    ///
    /// @param agent the agent's name, which needs no evidence
    public static Knowledge of(List<Passage> passages, String agent) {
        var given = List.copyOf(passages);
        synchronized (KNOWN) {
            return new Knowledge(KNOWN.computeIfAbsent(given, Library::of), agent);
        }
    }

    List<Evidence> passages() { return library.passages(); }

    /// What the passages say.
    Sayings sayings() { return library.sayings(); }

    Backings facts() { return library.facts(); }

    boolean knows(String word) { return library.words().contains(word) || agent.contains(word); }

    boolean mentions(String key) { return library.keys().contains(key); }

    /// What was told so far, read on from the last time it was asked for.
    Told told(List<Message> conversation, List<ToolUse> uses) {
        synchronized (read) {
            told = told.with(conversation, uses, this::read);
            return told;
        }
    }

    /// What is said in the conversation or by a tool, read for facts.
    Evidence read(String title, String text) {
        var source = new Source(title, text);
        synchronized (read) {
            var known = read.get(source);
            if (known == null) {
                known = Evidence.of(title, text, true);
                read.put(source, known);
            }
            return known;
        }
    }
}
