package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Role;
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
    private final List<Evidence> all = new ArrayList<>();
    private final Map<Fact, Set<String>> contexts = new HashMap<>();
    private final String reply;
    private final String question;
    private final String agent;
    private final LocalDate today;

    Case(Observation o) {
        reply = o.reply();
        question = o.question();
        agent = o.knowledge().agent();
        today = o.today();
        o.conversation().stream().filter(m -> m.role() != Role.SYSTEM).map(Message::content)
                .forEach(text -> all.add(o.knowledge().read("", text)));
        o.tools().forEach(t -> {
            all.add(o.knowledge().read(t.call().name(), t.result().content()));
            all.add(o.knowledge().read(t.call().name(), t.call().arguments()));
        });
        all.addAll(o.knowledge().passages());
    }

    LocalDate today() { return today; }

    String agent() { return agent; }

    /// Facts of this kind that speak of the same matter as the claim.
    <F extends Fact> Stream<F> facts(Class<F> kind, Fact claim) {
        return backings(kind, claim).map(b -> kind.cast(b.fact()));
    }

    Stream<Backing> backings(Class<? extends Fact> kind, Fact claim) {
        var context = context(claim);
        return all.stream().flatMap(e -> e.backings().stream()).filter(b -> kind.isInstance(b.fact()))
                .filter(b -> b.near() || shared(context, b) > 0);
    }

    /// What is said around a claim; where that is little, the question helps to know what it is about.
    Set<String> context(Fact claim) { return contexts.computeIfAbsent(claim, this::around); }

    private Set<String> around(Fact claim) {
        var around = Evidence.context(Sentences.around(reply, claim.start(), claim.end(), Sentences.END));
        if (around.size() >= 4) {
            return around;
        }
        var more = new HashSet<>(Evidence.context(question));
        more.addAll(around);
        if (more.size() < 4) {
            more.addAll(Evidence.context(reply));
        }
        return more;
    }

    static long shared(Set<String> context, Backing backing) {
        return context.stream().filter(backing.context()::contains).count();
    }

    boolean mentions(String upper) { return all.stream().anyMatch(e -> whole(e.upper(), upper)); }

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

    boolean knowsWord(String word) { return all.stream().anyMatch(e -> e.words().contains(word)); }

    /// The sentence of the evidence that fits a claim best: what it should have said.
    Optional<String> nearest(Fact claim) {
        var context = context(claim);
        return backings(claim.getClass(), claim).max((a, b) -> Long.compare(shared(context, a), shared(context, b)))
                .filter(b -> shared(context, b) > 0).map(Backing::sentence);
    }
}
