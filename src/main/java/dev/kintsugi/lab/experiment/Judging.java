package dev.kintsugi.lab.experiment;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.report.claim.ClaimCounts;
import dev.kintsugi.report.claim.Claims;
import dev.kintsugi.report.recovery.Healing;
import dev.kintsugi.report.recovery.RecoveryCounts;
import dev.kintsugi.report.story.TurnStory;
import java.util.ArrayList;
import java.util.List;

/// Reads an episode's turns and says how it ended. Stateless.
final class Judging {
    private static final long NEVER = -1;

    private Judging() {}

    /// @param due turns that the schedule has
    static Played of(List<TurnStory> turns, RecoveryCounts counts, int due) {
        var touched = touched(turns, counts.healings());
        var claims = ClaimCounts.of(Claims.of(turns));
        return new Played(verdict(turns, touched, claims, due), turns.size(),
                (int) turns.stream().filter(Judging::eligible).count(),
                (int) turns.stream().filter(Judging::drawn).count(), counts.amplification().wire(),
                counts.amplification().logical(), turns.stream().mapToLong(TurnStory::processingMs).sum(), touched,
                claims,
                "");
    }

    static Played misunderstood(Played p) {
        return new Played(Verdict.MISUNDERSTOOD, p.turns(), p.eligible(), p.drawn(), p.calls(), p.logical(),
                p.millis(), p.touched(), p.claims(), p.trouble());
    }

    private static boolean eligible(TurnStory turn) {
        var decision = turn.decision();
        return decision != null && decision.eligible();
    }

    private static boolean drawn(TurnStory turn) {
        var decision = turn.decision();
        return decision != null && decision.eligible() && decision.mode() != null;
    }

    /// Failures that reached the agent come with how they were noticed and mended, in the same order.
    private static List<Touched> touched(List<TurnStory> turns, List<Healing> healings) {
        var all = new ArrayList<Touched>();
        var at = 0;
        for (var turn : turns) {
            var outcome = turn.outcome();
            var decision = turn.decision();
            var mode = decision == null ? null : decision.mode();
            if (outcome == null) {
                continue;
            }
            var healing = outcome.manifested() && at < healings.size() ? healings.get(at++) : null;
            if (decision != null && mode != null) {
                all.add(new Touched(mode.wire(), decision.reason() == Decision.Reason.FORCED, outcome,
                        turn.attempts().size(), turn.processingMs(),
                        healing != null && healing.detected() ? healing.detectMs() : NEVER,
                        healing != null && healing.detected() && healing.restored() ? healing.restoreMs() : NEVER));
            }
        }
        return all;
    }

    /// A deed that was claimed and never done is the agent's own failure, where nothing else failed.
    private static Verdict verdict(List<TurnStory> turns, List<Touched> touched, ClaimCounts claims, int due) {
        if (turns.stream().anyMatch(t -> t.outcome() == Outcome.NATURAL_FAILURE && !t.simulated() && !tooMuch(t))) {
            return Verdict.INFRASTRUCTURE_ERROR;
        }
        if (turns.stream().filter(t -> t.state() == TurnStory.State.CONCLUDED).count() < due) {
            return Verdict.SCHEDULE_INCOMPLETE;
        }
        if (any(turns, Outcome.LOST) || any(turns, Outcome.SOFTENED)) {
            return Verdict.RECOVERY_NOT_OBSERVED;
        }
        if (any(turns, Outcome.HARMED)) {
            return Verdict.HARMED;
        }
        if (any(turns, Outcome.NATURAL_FAILURE) || claims.claimed() > 0) {
            return Verdict.FAILED_BY_ITSELF;
        }
        if (touched.stream().anyMatch(t -> t.forced() && t.outcome() == Outcome.SOUND)) {
            return Verdict.FAULT_NOT_TRIGGERED;
        }
        return any(turns, Outcome.RECOVERED) || any(turns, Outcome.NATURAL_RECOVERED)
                ? Verdict.RECOVERED
                : Verdict.PASSED;
    }

    /// Whether every call was refused for what the agent had sent, as what does not fit its window is: that is its own
    /// failure, not the lab's.
    private static boolean tooMuch(TurnStory turn) {
        return turn.attempts().stream().filter(a -> !a.ok())
                .allMatch(a -> a.status() == 400 || a.status() == 413 || a.status() == 422);
    }

    private static boolean any(List<TurnStory> turns, Outcome outcome) {
        return turns.stream().anyMatch(t -> t.outcome() == outcome);
    }
}
