package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.recovery.detect.Fact.Reference;
import java.util.Optional;
import java.util.Set;

/// Finds a question whose answer the agent has: which claim it is about, when the user named the one there is. Stateless.
final class KnownAlready {
    private static final Set<String> RECORDS = Set.of("claim", "policy", "order", "booking", "reservation", "ticket",
            "case", "invoice", "contract", "account", "customer");
    private static final int LONG = 40;

    private KnownAlready() {}

    static Optional<Detection> asked(Observation o) {
        var r = o.reading();
        if (!r.has(Mark.CLARIFIES) || r.size() > LONG || o.reply().indexOf('?') < 0) {
            return Optional.empty();
        }
        for (int i = 0; i < r.size(); i++) {
            if (asks(r, i)) {
                var known = known(r.word(i), o);
                if (!known.isEmpty()) {
                    return Optional.of(new Detection(LoopDetector.NAME, 0,
                            Text.of("the agent asks for what it was told already"), 0, o.reply().length(),
                            Text.of("told: " + known)));
                }
            }
        }
        return Optional.empty();
    }

    /// `which claim`, `your policy number`
    private static boolean asks(Reading r, int word) {
        return RECORDS.contains(r.word(word)) && word > 0 && (r.word(word - 1).equals("which")
                || word + 1 < r.size() && (r.word(word + 1).equals("number") || r.word(word + 1).equals("id")));
    }

    /// The one reference that the user gave or a tool answered with for such a record; empty when there is none, or more.
    private static String known(String record, Observation o) {
        var given = o.conversation().stream().filter(m -> m.role() == Role.USER)
                .flatMap(m -> o.knowledge().read("", m.content()).backings().stream())
                .filter(b -> b.fact() instanceof Reference ref && ref.kind() == Reference.Kind.CODE
                        && (b.context().contains(Words.stem(record)) || like(record, ref.key())))
                .map(b -> ((Reference) b.fact()).key()).distinct().toList();
        return given.size() == 1 ? given.getFirst() : "";
    }

    /// `POL-1` stands for a policy, `CLM-1` for a claim.
    private static boolean like(String record, String key) {
        int at = 0;
        for (int i = 0; i < key.length() && Character.isLetter(key.charAt(i)); i++) {
            at = record.indexOf(Character.toLowerCase(key.charAt(i)), at) + 1;
            if (at == 0) {
                return false;
            }
        }
        return at > 0;
    }
}
