package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.report.story.TurnStory;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Callers that run out of patience while a provider still works on their answer.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LeavingTest {
    private static final String[] NAMED = {"X-Lab-Session", "s"};

    private HeldProvider provider;
    private Gate gate;

    @BeforeEach
    void open() throws IOException {
        provider = new HeldProvider();
        gate = new Gate(RelaySettings.DEFAULTS, provider.way());
    }

    @AfterEach
    void close() {
        gate.close();
        provider.close();
    }

    private void leaves() throws IOException {
        var before = provider.asked();
        try (var impatient = gate.sent(body(""), NAMED)) {
            await().until(() -> provider.asked() == before + 1);
        }
        await("until that is noticed").pollDelay(Duration.ofMillis(200)).until(() -> true);
    }

    private CompletableFuture<HttpResponse<String>> triesAgain() {
        var before = provider.asked();
        var next = CompletableFuture.supplyAsync(() -> {
            try {
                return gate.post(body(""), NAMED);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> provider.asked() == before + 1);
        return next;
    }

    private List<Ending> endings() { return endings(gate); }

    private static List<Ending> endings(Gate gate) {
        return gate.turns("s").stream().flatMap(t -> t.entries().stream()).map(Entry::event)
                .filter(LabEvent.CallAnswered.class::isInstance).map(e -> ((LabEvent.CallAnswered) e).ending())
                .toList();
    }

    @Test
    void theAnswerThatNobodyWaitedForIsNotTheOneThatWasSent() throws Exception {
        leaves();
        await().until(() -> !endings().isEmpty());
        assertThat(endings()).containsExactly(Ending.LEFT);
        var second = triesAgain();
        provider.answer(0, "too late");
        provider.answer(1, "in time");
        assertThat(second.join().statusCode()).isEqualTo(200);
        assertThat(endings()).containsExactly(Ending.LEFT, Ending.REPLY);
        assertThat(gate.turns("s")).singleElement()
                .satisfies(t -> assertThat(t.state()).isEqualTo(TurnStory.State.CONCLUDED))
                .satisfies(t -> assertThat(t.outcome()).isEqualTo(Outcome.SOUND))
                .satisfies(t -> assertThat(t.delivered().value()).isEqualTo("in time"));
    }

    @Test
    void whoTimesOutAgainAndAgainAndPausesIsNotAccused() throws Exception {
        for (var i = 0; i < 4; i++) {
            leaves();
        }
        var last = triesAgain();
        await().until(() -> gate.verdicts().stream().anyMatch(v -> v.failures() == 4));
        provider.answer(4, "at last");
        assertThat(last.join().statusCode()).isEqualTo(200);
        assertThat(gate.verdicts().getFirst().findings()).isEmpty();
    }

    /// A provider that says nothing, or nothing more.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `` | x-own                 | x
            `` | x-lab-recovery        | standard
            `` | x-lab-fault           | hallucination
            `` | x-lab-fault           | api_timeout
            `,"stream":true` | x-own   | x
            """)
    void itIsToldAtOnceAndTheProviderIsAskedNoLonger(String more, String header, String value) throws Exception {
        try (var silent = new RawProvider(Duration.ofMinutes(5));
                var front = new Gate(RelaySettings.DEFAULTS, silent.way())) {
            silent.answers(RawProvider.End.STAYS, more.isEmpty()
                    ? ""
                    : "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 999\r\n\r\ndata: {}\n\n");
            try (var _ = front.sent(body(more), "X-Lab-Session", "s", header, value)) {
                await().until(() -> silent.requests() == 1);
            }
            await().until(() -> endings(front).equals(List.of(Ending.LEFT)));
            await().until(() -> silent.connections() == 0);
            assertThat(silent.requests()).isEqualTo(1);
        }
    }

    /// Its caller waited for the fault as much as for the provider.
    @Test
    void aFaultThatHungWhenItsCallerLeftIsToldToHaveActed() throws Exception {
        try (var _ = gate.sent(body(""), "X-Lab-Session", "s", "X-Lab-Fault", "api_timeout")) {
            await().until(() -> provider.asked() == 1);
        }
        await().until(() -> !endings().isEmpty());
        assertThat(gate.turns("s").getFirst().injections()).hasSize(1);
    }

    @Test
    void aCallThatNobodyWritesDownIsBrokenOffToo() throws Exception {
        try (var silent = new RawProvider(Duration.ofMinutes(5));
                var front = new Gate(RelaySettings.DEFAULTS.withRecord(false), silent.way())) {
            var reply = "{\"choices\":[{\"message\":{\"content\":\"hello\"}}]}".getBytes(StandardCharsets.UTF_8);
            silent.answers("HTTP/1.1 200 OK\r\n", reply);
            assertThat(front.post(body("")).statusCode()).isEqualTo(200);
            silent.answers(RawProvider.End.STAYS, "");
            try (var _ = front.sent(body(""))) {
                await().until(() -> silent.requests() == 2);
            }
            await().until(() -> silent.connections() == 0);
            silent.answers("HTTP/1.1 200 OK\r\n", reply);
            assertThat(front.post(body("")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatIsHandedOnAsItIsIsBrokenOffToo() throws Exception {
        try (var silent = new RawProvider(Duration.ofMinutes(5));
                var front = new Gate(RelaySettings.DEFAULTS, silent.way())) {
            silent.answers(RawProvider.End.STAYS, "");
            try (var _ = front.sentTo("/embeddings", "{\"model\":\"m\",\"input\":\"x\"}")) {
                await().until(() -> silent.requests() == 1);
            }
            await().until(() -> silent.connections() == 0);
        }
    }

    @Test
    void aPauseOfRecoveryEndsWithIt() throws Exception {
        try (var busy = new RawProvider(Duration.ofMinutes(5));
                var front = new Gate(RelaySettings.DEFAULTS, busy.way())) {
            busy.answers("HTTP/1.1 429 Too Many Requests\r\nretry-after: 9\r\n",
                    "{\"error\":{\"message\":\"slow down\"}}".getBytes(StandardCharsets.UTF_8));
            try (var _ = front.sent(body(""), "X-Lab-Session", "s", "X-Lab-Recovery", "standard")) {
                await().until(() -> busy.requests() == 1);
            }
            await().atMost(Duration.ofSeconds(5)).until(() -> endings(front).equals(List.of(Ending.LEFT)));
            assertThat(busy.requests()).isEqualTo(1);
        }
    }
}
