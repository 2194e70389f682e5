package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.recovery.detect.Fact.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks what a reply claims against the conversation, the knowledge and the results of tools: amounts, dates, times,
/// names, references and cited sources that nothing supports are flagged, with the evidence that comes nearest.
///
/// What follows from evidence by simple reckoning is supported too. A claim on a matter of which no evidence speaks is
/// left alone, and one without any figure, name or source in it cannot be judged here.
public final class ClaimsDetector implements Detector {
    public static final String NAME = "claims";

    /// Beyond these a reply is a table; what was found so far is enough to say.
    private static final int MOST = 60;

    @Override
    public Optional<Detection> check(Observation o) {
        var claims = o.evidence().facts();
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        var facts = new Case(o);
        var unsupported = unsupported(claims.subList(0, Math.min(MOST, claims.size())), facts);
        return unsupported.isEmpty() ? Optional.empty() : Optional.of(detection(o, unsupported, facts));
    }

    private static List<Fact> unsupported(List<Fact> claims, Case facts) {
        var supported = new ArrayList<Amount>();
        var open = new ArrayList<Fact>();
        for (var claim : claims) {
            if (!Support.direct(claim, facts)) {
                if (Grounds.checkable(claim, facts)) {
                    open.add(claim);
                }
            } else if (claim instanceof Amount amount) {
                supported.add(amount);
            }
        }
        if (open.stream().noneMatch(Amount.class::isInstance)) {
            return open;
        }
        supported.addAll(Reckoning.examples(open, facts));
        // what was reckoned may be reckoned with: twice is as far as a reply goes
        int before = -1;
        for (int round = 0; round < 2 && before != supported.size(); round++) {
            before = supported.size();
            var given = List.copyOf(supported);
            open.stream().filter(Amount.class::isInstance).map(Amount.class::cast)
                    .filter(a -> !given.contains(a) && !Support.swapped(a, claims, facts)
                            && Reckoning.follows(a, given, facts))
                    .forEach(supported::add);
        }
        open.removeIf(claim -> claim instanceof Amount amount && supported.contains(amount));
        return open;
    }

    private static Detection detection(Observation o, List<Fact> unsupported, Case facts) {
        var first = unsupported.getFirst();
        var more = unsupported.size() - 1;
        var reason = "nothing supports \"" + o.reply().substring(first.start(), first.end()).strip() + "\""
                + (more == 0 ? "" : " and " + more + " more");
        var evidence = facts.nearest(first).map(s -> s.length() > 200 ? s.substring(0, 200) + "…" : s).orElse("");
        return new Detection(NAME, 0, Text.of(reason), first.start(), first.end(), Text.of(evidence));
    }
}
