package dev.kintsugi.report.story;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.report.stats.KaplanMeier;
import dev.kintsugi.report.stats.RestoreTime;
import java.util.List;
import java.util.Map;

/// Running counts of a session, for what a window shows live. Immutable.
///
/// @param turns        concluded turns
/// @param eligible     turns that chance could have touched
/// @param injected     by mode, turns on which a fault acted
/// @param byChance     by mode, turns among the eligible on which chance injected it
/// @param outcomes     by outcome, concluded turns
/// @param restore      how long each manifested failure took to restore, in order; censored where it never was
public record Tally(int turns, int eligible, Map<Failure, Integer> injected, Map<Failure, Integer> byChance,
        Map<Outcome, Integer> outcomes, List<RestoreTime> restore) {
    public static final Tally EMPTY = new Tally(0, 0, Map.of(), Map.of(), Map.of(), List.of());

    public Tally {
        injected = Map.copyOf(injected);
        byChance = Map.copyOf(byChance);
        outcomes = Map.copyOf(outcomes);
        restore = List.copyOf(restore);
    }

    public int injectedTurns() { return sum(injected); }

    static int sum(Map<? extends Failure, Integer> counts) {
        var sum = 0;
        for (var count : counts.values()) {
            sum += count;
        }
        return sum;
    }

    /// Failures that reached the agent: the denominator of the recovery rate.
    public int manifested() {
        return outcomes.entrySet().stream().filter(e -> e.getKey().manifested()).mapToInt(Map.Entry::getValue).sum();
    }

    public int count(Outcome outcome) { return outcomes.getOrDefault(outcome, 0); }

    /// The median time to restore for people, unrestored turns counted as censored (Kaplan-Meier): `1.9 s`, `no data`, or
    /// `not reached` when fewer than half were restored.
    public String medianRestore() {
        if (restore.isEmpty()) {
            return "no data";
        }
        var median = KaplanMeier.median(restore);
        return median.isPresent() ? Words.seconds(median.getAsLong()) : "not reached";
    }
}
