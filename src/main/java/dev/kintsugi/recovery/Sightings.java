package dev.kintsugi.recovery;

import dev.kintsugi.domain.recovery.Step;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How a session last saw each circuit, so that every change it meets is told once. With shared circuits the change may
/// be another session's doing; what this session saw is what its log must say.
final class Sightings {
    private final String suffix;
    private final Map<String, Circuit.State> seen = new ConcurrentHashMap<>();

    /// @param shared whether the circuits are other sessions' too
    Sightings(boolean shared) { this.suffix = shared ? " (shared)" : ""; }

    void look(String service, CircuitGate circuit, Run run) {
        var now = circuit.state();
        var before = seen.get(service);
        if (before == now) {
            return;
        }
        seen.put(service, now);
        if (before != null || now != Circuit.State.CLOSED) {
            var from = before == null ? Circuit.State.CLOSED : before;
            run.step("breaker", Step.Action.CIRCUIT,
                    service + ": " + from.words() + " to " + now.words() + suffix);
        }
    }
}
