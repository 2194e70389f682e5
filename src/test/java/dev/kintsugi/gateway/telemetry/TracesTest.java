package dev.kintsugi.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.gateway.Served;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Traces as a collector gets them.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TracesTest {
    @Test
    void aTurnIsSentByTheConventions() throws Exception {
        try (var collector = new Collector()) {
            try (var served = new Served(); var _ = Traces.open(served.lab, collector.url())) {
                served.post("/api/v1/chat",
                        "{\"session_id\":\"traced\",\"message\":\"Where is my claim INS-2024-9876?\","
                                + "\"failure_mode\":\"service_unavailable\",\"recovery_policy\":\"standard\"}");
                await().atMost(20, TimeUnit.SECONDS).until(() -> !collector.text().isEmpty());
            }
            assertThat(collector.text()).contains("invoke_agent", "chat scripted-large", "gen_ai.conversation.id",
                    "traced", "gen_ai.usage.input_tokens", "lab.fault.mode", "service_unavailable",
                    "lab.recovery.pattern", "lab.recovery.outcome", "recovered", "error.type", "503");
        }
    }

    @Test
    void anEndpointThatIsNoneIsTold() {
        try (var served = new Served()) {
            assertThatThrownBy(() -> Traces.open(served.lab, "no address")).isInstanceOf(Problem.class)
                    .hasMessageContaining(Traces.VARIABLE);
        }
    }

    @Test
    void aCollectorThatIsDownHarmsNoTurn() {
        try (var served = new Served(); var _ = Traces.open(served.lab, "http://127.0.0.1:1")) {
            assertThat(served.post("/api/v1/chat", "{\"message\":\"Hello\"}").status()).isEqualTo(200);
        }
    }
}
