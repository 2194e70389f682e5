package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.truth.FailureMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A conversation with a provider on a real socket, replayed after the provider is gone.
class ReplayedProviderTest extends ProvidedLabCase {
    private static final String CHUNK = "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m-1\","
            + "\"choices\":[{\"index\":0,\"delta\":%s,\"logprobs\":null,\"finish_reason\":%s}]}";

    private final AtomicInteger asked = new AtomicInteger();
    private volatile CountDownLatch held = new CountDownLatch(0);

    @TempDir
    Path folder;

    /// Now a tool is wished for, now the answer is there, now the service is busy.
    @Override
    void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var n = asked.incrementAndGet();
            held.await();
            if (n == 4) {
                send(exchange, 503, "{\"error\":{\"message\":\"busy\",\"type\":\"server_error\",\"code\":null}}");
            } else if (n == 1) {
                send(exchange, 200, events("{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"lookup_claim\",\"arguments\":\"{\\\"claim_number\\\": "
                        + "\\\"INS-2024-9876\\\"}\"}}]}", "\"tool_calls\""));
            } else {
                send(exchange, 200, events("{\"content\":\"Answer " + n + " to " + body.length() + " characters.\"}",
                        "\"stop\""));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String events(String delta, String finish) {
        return "data: " + String.format(CHUNK, delta, "null") + "\n\ndata: " + String.format(CHUNK, "{}", finish)
                + "\n\ndata: [DONE]\n\n";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", status == 200 ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Test
    void aConversationWithARealProviderIsReplayedWithoutIt() {
        var session = lab.begin(SessionSpec.of(lab.settings()).withPolicy("conversational"));
        session.say("Where is my claim INS-2024-9876?", null).join();
        for (var mode : List.of(FailureMode.API_TIMEOUT, FailureMode.HALLUCINATION, FailureMode.SERVICE_UNAVAILABLE,
                FailureMode.OFF_TOPIC, FailureMode.REFUSING_PROGRESS)) {
            session.say("And now, " + mode.wire() + "?", mode).join();
        }
        var calls = asked.get();
        server.stop(0);
        var replay = lab.replay(session.id());
        assertThat(replay.difference()).isEmpty();
        var lines = new ArrayList<String>();
        lab.lines(session.id(), lines::add);
        assertThat(replay.events()).isEqualTo(lines.size());
        // A call that timed out on its way there was heard of too.
        assertThat(lines.stream().filter(l -> l.contains("\"type\":\"heard\"")).count())
                .isGreaterThanOrEqualTo(calls);
        assertThat(lines).anyMatch(l -> l.contains("\"type\":\"heard\"") && l.contains("busy"));
    }

    /// One conversation holds the only place until the other waits for it.
    @Test
    void whoWaitedForAPlaceWaitsForItAgainInAReplay() throws IOException {
        asked.set(10);
        held = new CountDownLatch(1);
        var policy = Files.writeString(folder.resolve("narrow.yaml"),
                "patterns:\n  - bulkhead: {capacity: 1, patience: 5m, shared: yes}\n").toString();
        var waiting = new CountDownLatch(1);
        try (var _ = lab.watch(news -> {
            if (news instanceof LabNews.Waiting w && w.reason() == WaitReason.PLACE) {
                waiting.countDown();
            }
        })) {
            var first = lab.begin(SessionSpec.of(lab.settings()).withPolicy(policy));
            var second = lab.begin(SessionSpec.of(lab.settings()).withPolicy(policy));
            var one = first.say("Hello?", null);
            await().until(() -> asked.get() == 11);
            var two = second.say("Hello?", null);
            await().until(() -> waiting.getCount() == 0);
            held.countDown();
            one.join();
            two.join();
            var lines = new ArrayList<String>();
            lab.lines(second.id(), lines::add);
            assertThat(lines).anyMatch(l -> l.contains("\"reason\":\"place\""));
            assertThat(lab.replay(first.id()).difference()).isEmpty();
            assertThat(lab.replay(second.id()).difference()).isEmpty();
        }
    }

    @Test
    void aScriptedAgentIsHeardByNobody() {
        try (var scripted = Lab.inMemory(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT),
                new TestAgents())) {
            var session = scripted.begin(SessionSpec.of(scripted.settings()));
            session.say("Where is my claim INS-2024-9876?", null).join();
            scripted.lines(session.id(), line -> assertThat(line).doesNotContain("\"type\":\"heard\""));
        }
    }
}
