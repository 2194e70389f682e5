package dev.kintsugi.recovery;

import dev.kintsugi.domain.time.LabClock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Circuit breakers, one for each service. Safe for many threads.
final class Breakers {
    private final Pattern.Breaker settings;
    private final LabClock clock;
    private final Map<String, ServiceCircuit> circuits = new ConcurrentHashMap<>();

    Breakers(Pattern.Breaker settings, LabClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    ServiceCircuit of(String service) {
        var known = circuits.get(service);
        return known != null ? known : circuits.computeIfAbsent(service, s -> new ServiceCircuit(s, settings, clock));
    }

    List<Circuit> all() {
        return circuits.values().stream().map(ServiceCircuit::shown).sorted(Comparator.comparing(Circuit::service))
                .toList();
    }
}
