package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.model.Passage;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an agent was given to know, read for facts once, and a memory of what else has been read: a conversation is
/// checked against again and again as it grows. Safe for many threads; what it remembers never changes an answer.
public final class Knowledge {
    private static final int REMEMBERED = 500;

    private final List<Evidence> passages;
    private final Backings facts;
    private final Set<String> words = new HashSet<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<String> vocabulary = new HashSet<>();
    private final Set<String> agent;
    private final Map<Source, Evidence> read = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Evidence> eldest) { return size() > REMEMBERED; }
    };

    private record Source(String title, String text) {}

    private Knowledge(List<Evidence> passages, String agent) {
        this.passages = passages;
        this.facts = Backings.of(passages);
        for (var passage : passages) {
            words.addAll(passage.words());
            keys.addAll(passage.keys());
            passage.contexts().forEach(vocabulary::addAll);
        }
        this.agent = Set.copyOf(Words.of(agent).stream().filter(w -> w.length() > 1).distinct().toList());
    }

    /// Reads the passages.
    ///
    /// @param agent the agent's name, which needs no evidence
    public static Knowledge of(List<Passage> passages, String agent) {
        return new Knowledge(passages.stream().map(p -> Evidence.of(p.title(), p.text(), false)).toList(), agent);
    }

    List<Evidence> passages() { return passages; }

    Backings facts() { return facts; }

    boolean knows(String word) { return words.contains(word) || agent.contains(word); }

    boolean mentions(String key) { return keys.contains(key); }

    /// The telling words of all passages.
    Set<String> vocabulary() { return vocabulary; }

    /// What is said in the conversation or by a tool, read for facts.
    Evidence read(String title, String text) {
        var source = new Source(title, text);
        synchronized (read) {
            return read.computeIfAbsent(source, _ -> Evidence.of(title, text, true));
        }
    }
}
