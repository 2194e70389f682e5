package dev.kintsugi.report.recovery;

import dev.kintsugi.domain.error.ErrorCategory;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.stats.RestoreTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What recovery did, counted. Immutable.
///
/// @param patterns      how often each pattern did what, the attempts themselves among them
/// @param outcomes      how turns ended
/// @param errors        errors that calls ended with, by category
/// @param waits         lab milliseconds waited, by reason
/// @param circuits      changes of circuit breakers, in order: their time line
/// @param amplification calls on the wire against those that were needed
/// @param healings      how each failure that reached the agent was noticed and mended, in order
public record RecoveryCounts(Map<PatternOutcome, Integer> patterns, Map<Outcome, Integer> outcomes,
        Map<ErrorCategory, Integer> errors, Map<String, Long> waits, List<CircuitChange> circuits,
        Amplification amplification, List<Healing> healings) {
    public RecoveryCounts {
        patterns = Collections.unmodifiableMap(new TreeMap<>(patterns));
        outcomes = Map.copyOf(outcomes);
        errors = Map.copyOf(errors);
        waits = Map.copyOf(waits);
        circuits = List.copyOf(circuits);
        healings = List.copyOf(healings);
    }

    public int of(String pattern, String outcome) {
        return patterns.getOrDefault(new PatternOutcome(pattern, outcome), 0);
    }

    /// How often calls were held back, an earlier reply or another model was turned to, a human was asked.
    public int all(String outcome) {
        return patterns.entrySet().stream().filter(e -> e.getKey().outcome().equals(outcome))
                .mapToInt(Map.Entry::getValue).sum();
    }

    /// Failures delivered sound of those that reached the agent.
    public Rate recoveryRate() {
        var manifested = outcomes.entrySet().stream().filter(e -> e.getKey().manifested())
                .mapToInt(Map.Entry::getValue).sum();
        return Rate.of(outcomes.getOrDefault(Outcome.RECOVERED, 0), manifested);
    }

    /// From the failure to the first sign that recovery noticed it; what was never noticed is censored as [RestoreTime#ended] says.
    public List<RestoreTime> timesToDetect() { return healings.stream().map(Healing::toDetect).toList(); }

    /// From the first sign to the sound reply; what was never mended is censored likewise.
    public List<RestoreTime> timesToRestore() {
        return healings.stream().filter(Healing::detected).map(Healing::toRestore).toList();
    }
}
