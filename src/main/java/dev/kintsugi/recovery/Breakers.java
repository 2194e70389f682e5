package dev.kintsugi.recovery;

import dev.kintsugi.domain.time.LabClock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// A session's circuit breakers, one for each model. Safe for many threads.
final class Breakers {
    private final Pattern.Breaker settings;
    private final LabClock clock;
    private final Map<String, ModelCircuit> circuits = new ConcurrentSkipListMap<>();

    Breakers(Pattern.Breaker settings, LabClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    ModelCircuit of(String model) { return circuits.computeIfAbsent(model, m -> new ModelCircuit(m, settings, clock)); }

    List<Circuit> all() { return circuits.values().stream().map(ModelCircuit::shown).toList(); }
}
