package dev.kintsugi.report.story;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.List;
import java.util.Map;

/// Running counts of a session, for what a window shows live. Immutable.
///
/// @param turns        concluded turns
/// @param eligible     turns that chance could have touched
/// @param injected     by mode, turns on which a fault acted
/// @param byChance     by mode, turns among the eligible on which chance injected it
/// @param outcomes     by outcome, concluded turns
/// @param restoreMs    lab time to restore of each recovered turn, in order
public record Tally(int turns, int eligible, Map<FailureMode, Integer> injected, Map<FailureMode, Integer> byChance,
        Map<Outcome, Integer> outcomes, List<Long> restoreMs) {
    public static final Tally EMPTY = new Tally(0, 0, Map.of(), Map.of(), Map.of(), List.of());

    public Tally {
        injected = Map.copyOf(injected);
        byChance = Map.copyOf(byChance);
        outcomes = Map.copyOf(outcomes);
        restoreMs = List.copyOf(restoreMs);
    }

    public int injectedTurns() { return injected.values().stream().mapToInt(Integer::intValue).sum(); }

    /// Failures that reached the agent: the denominator of the recovery rate.
    public int manifested() {
        return outcomes.entrySet().stream().filter(e -> e.getKey().manifested()).mapToInt(Map.Entry::getValue).sum();
    }

    public int count(Outcome outcome) { return outcomes.getOrDefault(outcome, 0); }
}
