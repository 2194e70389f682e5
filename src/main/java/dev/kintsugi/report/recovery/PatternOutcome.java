package dev.kintsugi.report.recovery;

import dev.kintsugi.domain.recovery.Step;
import java.util.Locale;

/// What a pattern did once, as counters name it: `lab_recovery_attempts_total{pattern="retry",outcome="tried_again"}`.
/// Immutable.
///
/// @param pattern its short name, e.g. `model fallback`; `attempt` for the attempts themselves
/// @param outcome what it did, e.g. `tried_again`, `held_back`, `fell_back`, `gave_up`; of attempts `ok` or `failed`
public record PatternOutcome(String pattern, String outcome) implements Comparable<PatternOutcome> {
    /// The counter's name.
    public static final String COUNTER = "lab_recovery_attempts_total";
    /// The gauge of a circuit: 0 closed, 1 open, 2 half-open.
    public static final String CIRCUIT_GAUGE = "lab_circuit_state";

    /// What a step counts as.
    public static PatternOutcome of(Step step) {
        return new PatternOutcome(step.pattern(), step.action().name().toLowerCase(Locale.ROOT));
    }

    /// What an attempt counts as.
    public static PatternOutcome attempt(boolean ok) { return new PatternOutcome("attempt", ok ? "ok" : "failed"); }

    @Override
    public int compareTo(PatternOutcome other) {
        var byPattern = pattern.compareTo(other.pattern);
        return byPattern != 0 ? byPattern : outcome.compareTo(other.outcome);
    }
}
