package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.model.ToolUse;
import dev.kintsugi.recovery.detect.Evidence.Backing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// All evidence for one reply, and the questions that claims put to it. For one thread.
final class Case {
    private static final int LITTLE = 4;

    private final Observation observed;
    private final Reading reply;
    private final List<Evidence> said = new ArrayList<>();
    private final List<Evidence> given = new ArrayList<>();
    private final Backings near;
    private final Map<Integer, Matter> matters = new HashMap<>();

    /// What a claim is about.
    record Matter(Set<String> words, long sieve) {
        Matter(Set<String> words) { this(words, Evidence.sieve(words)); }

        int shared(Backing backing) { return Evidence.shared(words, sieve, backing); }
    }

    Case(Observation o) {
        observed = o;
        reply = o.evidence().reading();
        for (var message : o.conversation()) {
            if (!message.content().isEmpty()) {
                var instructs = message.role() == Role.SYSTEM || message.role() == Role.TOOL;
                (instructs ? given : said).add(o.knowledge().read("", message.content()));
            }
        }
        o.earlier().forEach(this::used);
        o.tools().forEach(this::used);
        var all = new ArrayList<>(said);
        all.addAll(given);
        near = Backings.of(all);
    }

    private void used(ToolUse use) {
        given.add(observed.knowledge().read(use.call().name(), use.result().content()));
        given.add(observed.knowledge().read(use.call().name(), use.call().arguments()));
    }

    LocalDate today() { return observed.today(); }

    Reading reply() { return reply; }

    /// Whether the agent has anything to go by besides the conversation.
    boolean grounded() { return !observed.knowledge().passages().isEmpty() || !given.isEmpty(); }

    /// Facts of this kind that speak of the same matter as the claim.
    <F extends Fact> Stream<F> facts(Class<F> kind, Fact claim) {
        return backings(kind, claim).map(b -> kind.cast(b.fact()));
    }

    Stream<Backing> backings(Class<? extends Fact> kind, Fact claim) {
        var matter = matter(claim);
        return Stream.concat(near.of(kind).stream(),
                observed.knowledge().facts().of(kind).stream().filter(b -> matter.shared(b) > 0));
    }

    /// All facts of this kind, whatever they speak of.
    Stream<Backing> all(Class<? extends Fact> kind) {
        return Stream.concat(near.of(kind).stream(), observed.knowledge().facts().of(kind).stream());
    }

    /// What is said around a claim; where that is little, the question helps to know what it is about.
    Matter matter(Fact claim) { return matters.computeIfAbsent(reply.sentenceAt(claim.start()), this::around); }

    private Matter around(int sentence) {
        var around = reply.telling(sentence);
        if (around.size() < LITTLE) {
            around = new HashSet<>(around);
            around.addAll(observed.knowledge().read("", observed.question()).reading().telling());
        }
        if (around.size() < LITTLE) {
            around.addAll(reply.telling());
        }
        return new Matter(around);
    }

    boolean mentions(String upper) {
        return observed.knowledge().mentions(upper)
                || Stream.concat(said.stream(), given.stream()).anyMatch(e -> e.keys().contains(upper))
                || Stream.of(said, given, observed.knowledge().passages()).flatMap(List::stream)
                        .anyMatch(e -> whole(e.upper(), upper));
    }

    private static boolean whole(String text, String part) {
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            var end = at + part.length();
            if ((at == 0 || !joins(text.charAt(at - 1))) && (end == text.length() || !joins(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean joins(char c) { return Character.isLetterOrDigit(c) || c == '-'; }

    boolean knowsWord(String word) {
        return observed.knowledge().knows(word)
                || Stream.concat(said.stream(), given.stream()).anyMatch(e -> e.words().contains(word));
    }

    /// How many words of a matter one sentence of knowledge or of a tool's answer has as well, at most.
    int related(Matter matter) {
        int most = 0;
        for (var evidence : observed.knowledge().passages()) {
            most = Math.max(most, related(matter, evidence));
        }
        for (var evidence : given) {
            most = Math.max(most, related(matter, evidence));
        }
        return most;
    }

    private static int related(Matter matter, Evidence evidence) {
        int most = 0;
        for (var context : evidence.contexts()) {
            int shared = 0;
            for (var word : matter.words()) {
                shared += context.contains(word) ? 1 : 0;
            }
            most = Math.max(most, shared);
        }
        return most;
    }

    /// The sentence of the evidence that fits a claim best: what it should have said.
    Optional<String> nearest(Fact claim) {
        var matter = matter(claim);
        return backings(claim.getClass(), claim).max((a, b) -> Integer.compare(matter.shared(a), matter.shared(b)))
                .filter(b -> matter.shared(b) > 0).map(Backing::sentence);
    }
}
