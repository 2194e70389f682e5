package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.report.story.TurnStory;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    private List<Ending> endings() {
        return gate.turns("s").stream().flatMap(t -> t.entries().stream()).map(Entry::event)
                .filter(LabEvent.CallAnswered.class::isInstance).map(e -> ((LabEvent.CallAnswered) e).ending())
                .toList();
    }

    @Test
    void theAnswerThatNobodyWaitedForIsNotTheOneThatWasSent() throws Exception {
        leaves();
        var second = triesAgain();
        provider.answer(0, "too late");
        await().until(() -> !endings().isEmpty());
        assertThat(endings()).containsExactly(Ending.LEFT);
        provider.answer(1, "in time");
        assertThat(second.join().statusCode()).isEqualTo(200);
        assertThat(endings()).containsExactly(Ending.LEFT, Ending.REPLY);
        assertThat(gate.turns("s")).singleElement()
                .satisfies(t -> assertThat(t.state()).isEqualTo(TurnStory.State.CONCLUDED))
                .satisfies(t -> assertThat(t.delivered().value()).isEqualTo("in time"));
    }

    @Test
    void whoComesBackWhenTheLateAnswerIsWrittenDownTriesAgain() throws Exception {
        leaves();
        provider.answer(0, "too late");
        await().until(() -> !endings().isEmpty());
        var second = triesAgain();
        provider.answer(1, "in time");
        assertThat(second.join().statusCode()).isEqualTo(200);
        assertThat(gate.turns("s")).singleElement().satisfies(t -> assertThat(t.attempts()).hasSize(2));
    }

    /// Each next attempt arrives before the one before it is told as left.
    @Test
    void whoTimesOutAgainAndAgainIsNotAccusedOfHavingMadeNoPause() throws Exception {
        for (var i = 0; i < 4; i++) {
            leaves();
        }
        var last = triesAgain();
        for (var i = 0; i < 4; i++) {
            provider.answer(i, "too late");
        }
        await().until(() -> gate.relay.verdicts().stream().anyMatch(v -> v.failures() == 4));
        provider.answer(4, "at last");
        assertThat(last.join().statusCode()).isEqualTo(200);
        assertThat(gate.relay.verdicts().getFirst().findings()).isEmpty();
    }
}
