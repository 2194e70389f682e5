package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Evidence.Backing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// All evidence for one reply, and the questions that claims put to it. For one thread.
final class Case {
    private static final int LITTLE = 4;

    private final Observation observed;
    private final Reading reply;
    private final Told told;
    private final Map<Integer, Matter> matters = new HashMap<>();

    /// What a claim is about.
    record Matter(Stems words) {
        int shared(Backing backing) { return words.shared(backing.context()); }

        /// Whether so many words are shared, as far as the sieves tell: a no may be wrong by one word.
        boolean mayShare(int least, Backing backing) {
            return Long.bitCount(words.sieve() & backing.context().sieve()) >= least - 1;
        }
    }

    Case(Observation o) {
        observed = o;
        reply = o.evidence().reading();
        var uses = new ArrayList<>(o.earlier());
        uses.addAll(o.tools());
        told = o.knowledge().told(o.conversation(), uses);
    }

    LocalDate today() { return observed.today(); }

    Reading reply() { return reply; }

    /// Whether the agent has anything to go by besides the conversation.
    boolean grounded() { return !observed.knowledge().passages().isEmpty() || !told.given().isEmpty(); }

    /// Facts of this kind that speak of the same matter as the claim.
    <F extends Fact> Stream<F> facts(Class<F> kind, Fact claim) {
        return backings(kind, claim).stream().map(b -> kind.cast(b.fact()));
    }

    List<Backing> backings(Class<? extends Fact> kind, Fact claim) {
        if (known(kind).isEmpty()) {
            return near(kind);
        }
        var matter = matter(claim);
        var backings = new ArrayList<>(near(kind));
        for (var backing : known(kind)) {
            if (matter.shared(backing) > 0) {
                backings.add(backing);
            }
        }
        return backings;
    }

    /// Whether one of them is such.
    <F extends Fact> boolean any(Class<F> kind, Fact claim, Predicate<F> such) {
        for (var backing : near(kind)) {
            if (such.test(kind.cast(backing.fact()))) {
                return true;
            }
        }
        for (var backing : known(kind)) {
            if (such.test(kind.cast(backing.fact())) && matter(claim).shared(backing) > 0) {
                return true;
            }
        }
        return false;
    }

    /// All facts of this kind that the conversation and tools gave, whatever they speak of.
    List<Backing> near(Class<? extends Fact> kind) { return told.facts().of(kind); }

    /// All facts of this kind that knowledge gives.
    List<Backing> known(Class<? extends Fact> kind) { return observed.knowledge().facts().of(kind); }

    /// What is said around a claim; where that is little, the question helps to know what it is about.
    Matter matter(Fact claim) { return matters.computeIfAbsent(reply.sentenceAt(claim.start()), this::around); }

    /// The words of a claim's own sentence alone.
    Matter sentence(Fact claim) { return new Matter(observed.evidence().context(reply.sentenceAt(claim.start()))); }

    private Matter around(int sentence) {
        var around = asked(sentence);
        if (around.size() < LITTLE) {
            around = Stems.copy(around);
            around.addAll(reply.telling());
        }
        return new Matter(around);
    }

    private Stems asked(int sentence) {
        var own = observed.evidence().context(sentence);
        if (own.size() >= LITTLE) {
            return own;
        }
        var asked = Stems.copy(own);
        asked.addAll(observed.knowledge().read("", observed.question()).reading().telling());
        return asked;
    }

    /// Whether a fact speaks of what a claim's own sentence or the question is about, and not of the rest of the reply only.
    boolean answers(Fact claim, Backing backing) {
        var asked = asked(reply.sentenceAt(claim.start()));
        return asked.isEmpty() || asked.stream().anyMatch(backing.context()::contains);
    }

    boolean mentions(String upper) {
        return observed.knowledge().mentions(upper) || told(e -> e.keys().contains(upper))
                || told(e -> e.mentions(upper))
                || observed.knowledge().passages().stream().anyMatch(e -> e.mentions(upper));
    }

    boolean knowsWord(String word) { return observed.knowledge().knows(word) || told(e -> e.words().contains(word)); }

    private boolean told(Predicate<Evidence> what) {
        return told.said().stream().anyMatch(what) || told.given().stream().anyMatch(what);
    }

    /// How many words of a matter one sentence of knowledge or of a tool's answer has as well; counting ends at `enough`.
    int related(Matter matter, int enough) {
        int most = 0;
        for (var evidence : told.given()) {
            most = Math.max(most, evidence.related(matter, enough));
        }
        for (int i = 0; i < observed.knowledge().passages().size() && most < enough; i++) {
            most = Math.max(most, observed.knowledge().passages().get(i).related(matter, enough));
        }
        return most;
    }

    /// The sentence of the evidence that fits a claim best: what it should have said.
    Optional<String> nearest(Fact claim) {
        var matter = matter(claim);
        return backings(claim.getClass(), claim).stream()
                .max((a, b) -> Integer.compare(matter.shared(a), matter.shared(b)))
                .filter(b -> matter.shared(b) > 0).map(Backing::sentence);
    }
}
