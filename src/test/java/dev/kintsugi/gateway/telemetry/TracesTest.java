package dev.kintsugi.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.gateway.Served;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Traces as a collector gets them.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TracesTest {
    @Test
    void aTurnIsSentByTheConventions() throws Exception {
        var bodies = new CopyOnWriteArrayList<String>();
        var collector = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try (var served = new Served();
                var _ = Traces.open(served.lab, "http://127.0.0.1:" + collector.getAddress().getPort())) {
            served.post("/api/v1/chat", "{\"session_id\":\"traced\",\"message\":\"Where is my claim INS-2024-9876?\","
                    + "\"failure_mode\":\"service_unavailable\",\"recovery_policy\":\"standard\"}");
            await().atMost(20, TimeUnit.SECONDS).until(() -> !bodies.isEmpty());
        } finally {
            collector.stop(0);
        }
        assertThat(String.join("", bodies)).contains("invoke_agent", "chat scripted-large", "gen_ai.conversation.id",
                "traced", "gen_ai.usage.input_tokens", "lab.fault.mode", "service_unavailable", "lab.recovery.pattern",
                "lab.recovery.outcome", "recovered", "error.type", "503");
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
