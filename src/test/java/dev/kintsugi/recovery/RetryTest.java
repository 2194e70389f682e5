package dev.kintsugi.recovery;

import static dev.kintsugi.recovery.Bench.denied;
import static dev.kintsugi.recovery.Bench.down;
import static dev.kintsugi.recovery.Bench.fails;
import static dev.kintsugi.recovery.Bench.limited;
import static dev.kintsugi.recovery.Bench.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.recovery.policy.Backoff;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryTest {
    private static Pattern.Retry retry(int attempts, int capSeconds, int budgetSeconds) {
        return new Pattern.Retry(attempts, Backoff.EXPONENTIAL, Duration.ofSeconds(1), 2,
                Duration.ofSeconds(capSeconds), false,
                Duration.ofSeconds(budgetSeconds));
    }

    @Test
    void fortySevenSecondsOfBackoffPassAtOnce() {
        var bench = Bench.of(retry(7, 16, 60)).then(fails(down()), fails(down()), fails(down()), fails(down()),
                fails(down()), fails(down()), says("Here I am."));
        var delivery = bench.turn("Hello?");
        assertThat(bench.pauses()).containsExactly(seconds(1), seconds(2), seconds(4), seconds(8), seconds(16),
                seconds(16));
        assertThat(bench.pauses().stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(seconds(47));
        assertThat(delivery.by()).isEqualTo("attempt 7");
    }

    @Test
    void theNumberCountsAttemptsTheFirstIncluded() {
        var bench = Bench.of(retry(3, 10, 60)).then(fails(down()));
        var delivery = bench.turn("Hello?");
        assertThat(bench.asks).extracting(Ask::attempt).containsExactly(1, 2, 3);
        assertThat(delivery.status()).isEqualTo(DeliveredStatus.ERROR);
        assertThat(bench.told()).containsExactly("call SAW_ERROR", "retry WAITS", "retry TRIED_AGAIN",
                "call SAW_ERROR", "retry WAITS", "retry TRIED_AGAIN", "call SAW_ERROR", "retry GAVE_UP");
    }

    @Test
    void whatCannotHealIsNotTriedAgain() {
        var bench = Bench.of(Pattern.Retry.STANDARD).then(fails(denied()));
        bench.turn("Hello?");
        assertThat(bench.asks).hasSize(1);
        assertThat(bench.told()).containsExactly("call SAW_ERROR", "retry HELD_BACK");
    }

    @Test
    void neverEarlierThanTheProviderAsked() {
        var bench = Bench.of(Pattern.Retry.STANDARD).then(fails(limited(seconds(17))), says("Good."));
        assertThat(bench.turn("Hello?").text()).isEqualTo("Good.");
        assertThat(bench.pauses()).containsExactly(seconds(17));
    }

    @Test
    void aRetryAfterBeyondTheBudgetIsNotWaitedFor() {
        var bench = Bench.of(Pattern.ModelFallback.STANDARD, Pattern.Retry.STANDARD)
                .then(fails(limited(seconds(61))), says("From beta."));
        assertThat(bench.turn("Hello?").model()).isEqualTo("beta");
        assertThat(bench.pauses()).containsExactly(Duration.ZERO);
    }

    @Test
    void jitterTakesOffAtMostAQuarterAndIsTheSameEveryTime() {
        var pauses = jittered();
        assertThat(pauses.getFirst()).isBetween(Duration.ofMillis(750), seconds(1));
        assertThat(pauses.getLast()).isBetween(Duration.ofMillis(1500), seconds(2));
        assertThat(jittered()).isEqualTo(pauses);
    }

    private static List<Duration> jittered() {
        var bench = Bench.of(Pattern.Retry.STANDARD).then(fails(down()));
        bench.turn("Hello?");
        return bench.pauses();
    }

    @Test
    void nothingIsRetriedAfterTheFirstByteHasLeft() {
        var bench = Bench.of(Pattern.Retry.STANDARD).then(says("unused"));
        var calls = new int[1];
        var shown = new StringBuilder();
        var turn = new RecoveryTurn(new TurnId(new SessionId("s"), 1), 1,
                List.of(Message.user("Hi")), List.of(), List.of("alpha"), List.of());
        var delivery = bench.recovery.deliver(turn, (ask, sink) -> {
            calls[0]++;
            sink.token("Dear ");
            throw Bench.error(Bench.reset(), ask.model());
        }, bench, shown::append);
        assertThat(calls[0]).isEqualTo(1);
        assertThat(delivery.status()).isEqualTo(DeliveredStatus.ERROR);
        assertThat(shown).hasToString("Dear ");
    }

    @Test
    void aStoppedTurnPassesStraightThroughEverything() {
        var bench = new Bench(Policies.STANDARD).then(_ -> { throw new Cancelled(); });
        assertThatThrownBy(() -> bench.turn("Hello?", TokenSink.NONE)).isInstanceOf(Cancelled.class);
        assertThat(bench.asks).hasSize(1);
        assertThat(bench.recovery.circuits()).allMatch(c -> c.failures() == 0);
    }

    private static Duration seconds(int n) { return Duration.ofSeconds(n); }

    private static Pattern.Retry steady(int attempts, Duration pause, Duration budget) {
        return new Pattern.Retry(attempts, Backoff.CONSTANT, pause, 1, pause, false, budget);
    }

    @Test
    void theBudgetIsForAllPausesOfATurnTogether() {
        var bench = Bench.of(steady(5, Duration.ofSeconds(4), Duration.ofSeconds(10))).then(Bench.fails(Bench.down()));
        bench.turn("Hello?");
        assertThat(bench.pauses()).containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(4));
    }

    @Test
    void aProviderThatAsksForLessDoesNotShortenThePause() {
        var bench = Bench.of(steady(2, Duration.ofSeconds(4), Duration.ofMinutes(1)))
                .then(Bench.fails(Bench.limited(Duration.ofMillis(100))), Bench.says("Yes."));
        bench.turn("Hello?");
        assertThat(bench.pauses()).containsExactly(Duration.ofSeconds(4));
    }
}
