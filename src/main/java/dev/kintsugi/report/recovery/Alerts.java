package dev.kintsugi.report.recovery;

import dev.kintsugi.domain.error.Severity;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.story.TurnStory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Looks at what happened lately and says what somebody should look at. Stateless.
///
/// A rate has spiked when the Wilson interval of the last turns lies wholly above that of all turns before: with few turns
/// that takes a large change, so a single failure never does it.
public final class Alerts {
    private static final int LATELY = 10;
    private static final int AT_LEAST = 5;
    private static final double TOO_MUCH = 3;

    private Alerts() {}

    /// Findings for the turns of a session, the gravest first; none when all is well.
    ///
    /// @param open services whose circuit is open now: a session that was opened again begins with closed ones, whatever its
    ///             log says of earlier ones
    public static List<Alert> of(List<TurnStory> turns, RecoveryCounts counts, Set<String> open) {
        var found = new ArrayList<Alert>();
        var over = turns.stream().filter(t -> t.state() == TurnStory.State.CONCLUDED).toList();
        spike(over, found);
        unanswered(over.subList(Math.max(0, over.size() - LATELY), over.size()), found);
        circuits(counts, open, found);
        amplification(counts, found);
        return found.stream().sorted((a, b) -> b.severity().compareTo(a.severity())).toList();
    }

    private static void spike(List<TurnStory> over, List<Alert> found) {
        if (over.size() < LATELY + AT_LEAST) {
            return;
        }
        var before = rate(over.subList(0, over.size() - LATELY));
        var now = rate(over.subList(over.size() - LATELY, over.size()));
        if (now.low() > before.high()) {
            found.add(new Alert(now.low() > 0.5 ? Severity.CRITICAL : Severity.HIGH, "The failure rate has spiked",
                    String.format(Locale.ROOT, "%d of the last %d turns failed (%s), before that %d of %d (%s)",
                            now.k(),
                            now.n(), Shares.share(now), before.k(), before.n(), Shares.share(before)),
                    "Look at the errors of the last turns; stop every fault, or change the model or the policy"));
        }
    }

    /// What fails from the first turn on never spikes.
    private static void unanswered(List<TurnStory> lately, List<Alert> found) {
        var without = Rate.of((int) lately.stream().filter(Alerts::unanswered).count(), lately.size());
        if (lately.size() >= AT_LEAST && without.low() > 0.5) {
            found.add(new Alert(Severity.HIGH, "Most turns end without a new answer",
                    String.format(Locale.ROOT, "%d of the last %d turns did (%s)", without.k(), without.n(),
                            Shares.share(without)),
                    "Look at the errors of the last turns: what no policy mends needs a person"));
        }
    }

    private static boolean unanswered(TurnStory turn) {
        var status = turn.deliveredStatus();
        return status != DeliveredStatus.REPLY && status != DeliveredStatus.HUMAN;
    }

    /// A turn fails when a call in it did, or when a detector objected.
    private static Rate rate(List<TurnStory> turns) {
        return Rate.of((int) turns.stream().filter(Alerts::failed).count(), turns.size());
    }

    private static boolean failed(TurnStory turn) {
        return !turn.detections().isEmpty() || turn.attempts().stream().anyMatch(a -> !a.ok());
    }

    private static void circuits(RecoveryCounts counts, Set<String> open, List<Alert> found) {
        var now = new LinkedHashMap<String, CircuitChange>();
        counts.circuits().forEach(c -> now.put(c.service(), c));
        now.values().stream().filter(c -> open.contains(c.service())).forEach(c -> found.add(new Alert(Severity.HIGH,
                "The circuit of " + c.service() + " is open", "It opened in turn " + c.turn()
                        + (c.shared() ? ", for all sessions that share it" : ""),
                "Wait until it probes the service again, or see why the service fails")));
    }

    private static void amplification(RecoveryCounts counts, List<Alert> found) {
        var ratio = counts.amplification().ratio();
        if (ratio.isPresent() && ratio.getAsDouble() > TOO_MUCH && counts.amplification().logical() >= AT_LEAST) {
            found.add(new Alert(Severity.MEDIUM, "Recovery calls more than it should",
                    "Calls on the wire for each that was needed: " + counts.amplification().words(),
                    "Lower the attempts, add a breaker, or tighten the retry budget of the policy"));
        }
    }
}
