package dev.kintsugi.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.recovery.Judgement;
import dev.kintsugi.lab.relay.RelaySettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The one deadline of a policy holds for a real provider behind the gateway too, long before its read timeout.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GatewayDeadlineTest {
    private static final String ANSWER = "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
            + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"I am glad to help.\"},"
            + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";

    @TempDir
    Path folder;

    private final CountDownLatch over = new CountDownLatch(1);
    private OtherProvider provider;

    @BeforeEach
    void open() throws IOException { provider = new OtherProvider(); }

    @AfterEach
    void close() {
        over.countDown();
        provider.close();
    }

    /// Answers at once, but lets whoever asks this model wait for ever.
    private void hangsFor(String model) {
        provider.at("/v1/chat/completions", exchange -> {
            try (exchange) {
                var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                if (asked.contains("\"" + model + "\"")) {
                    over.await();
                }
                exchange.getResponseHeaders().add("content-type", "application/json");
                exchange.sendResponseHeaders(200, ANSWER.length());
                exchange.getResponseBody().write(ANSWER.getBytes(StandardCharsets.UTF_8));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Gate gate(String patterns) throws IOException {
        var policy = Files.writeString(folder.resolve("mine.yaml"), "limit: 2s\npatterns: " + patterns + "\n");
        return new Gate(RelaySettings.DEFAULTS.withPolicy(policy.toString()), provider.way());
    }

    @Test
    void aCallThatHangsIsCutAtItsTimeout() throws Exception {
        hangsFor("gpt-4o");
        try (var gate = gate("[degrade, timeout: {per_call: 300ms}]")) {
            var reply = gate.post(Gate.body(""), "X-Lab-Session", "deadline");
            assertThat(reply.statusCode()).isEqualTo(200);
            var events = gate.turns("deadline").getFirst().entries().stream().map(e -> e.event()).toList();
            assertThat(events).filteredOn(LabEvent.Attempted.class::isInstance).singleElement()
                    .satisfies(e -> assertThat(((LabEvent.Attempted) e).error().value()).contains("time"));
        }
    }

    @Test
    void aJudgeThatHangsIsWaitedForNoLongerThanTheTurnHas() throws Exception {
        hangsFor("judge-1");
        try (var gate = gate("[degrade, verify: {judge: judge-1}]")) {
            var reply = gate.post("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"system\",\"content\":"
                    + "\"You help with claims.\"},{\"role\":\"user\",\"content\":\"Can you help me?\"}]}",
                    "X-Lab-Session", "deadline");
            assertThat(reply.body()).contains("I am glad to help.");
            var events = gate.turns("deadline").getFirst().entries().stream().map(e -> e.event()).toList();
            assertThat(events).filteredOn(LabEvent.Judged.class::isInstance).singleElement().satisfies(
                    e -> assertThat(((LabEvent.Judged) e).judgement().ruling()).isEqualTo(Judgement.Ruling.NONE));
        }
    }
}
