package dev.kintsugi.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.recovery.Circuit;
import dev.kintsugi.recovery.Circuit.State;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusTest {
    private static Circuit circuit(String service, State state) { return new Circuit(service, state, 0, 3, 0, null); }

    /// In whatever order the sessions come.
    @ParameterizedTest
    @CsvSource({"CLOSED, CLOSED, 0", "CLOSED, OPEN, 1", "CLOSED, HALF_OPEN, 2", "OPEN, HALF_OPEN, 1", "OPEN, OPEN, 1",
            "HALF_OPEN, HALF_OPEN, 2"})
    void theWorstCircuitOfAllSessionsIsTold(State one, State other, int told) {
        var expected = Map.of("alpha", told, "beta", 2);
        var beta = circuit("beta", State.HALF_OPEN);
        assertThat(Prometheus.worst(Stream.of(circuit("alpha", one), beta, circuit("alpha", other))))
                .isEqualTo(expected);
        assertThat(Prometheus.worst(Stream.of(circuit("alpha", other), circuit("alpha", one), beta)))
                .isEqualTo(expected);
    }
}
