package dev.kintsugi.recovery;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Circuit breakers, one for each service. Safe for many threads.
final class Breakers {
    private final Function<String, CircuitGate> maker;
    private final Map<String, CircuitGate> circuits = new ConcurrentHashMap<>();

    /// @param maker makes the circuit of a service
    Breakers(Function<String, CircuitGate> maker) { this.maker = maker; }

    CircuitGate of(String service) {
        var known = circuits.get(service);
        return known != null ? known : circuits.computeIfAbsent(service, maker);
    }

    List<Circuit> all() {
        return circuits.values().stream().map(CircuitGate::shown).sorted(Comparator.comparing(Circuit::service))
                .toList();
    }
}
