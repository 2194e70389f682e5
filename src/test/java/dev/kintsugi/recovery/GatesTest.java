package dev.kintsugi.recovery;

import static dev.kintsugi.recovery.Bench.down;
import static dev.kintsugi.recovery.Bench.fails;
import static dev.kintsugi.recovery.Bench.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.recovery.DeliveredStatus;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What holds calls back: bulkhead, rate limiter, the budget of extra attempts.
class GatesTest {
    @Test
    void aFullBulkheadTurnsTheNextCallAwayAndCountsIt() {
        var services = new Services(new dev.kintsugi.domain.time.VirtualClock(java.time.Instant.EPOCH));
        var settings = new Pattern.Bulkhead(1, Duration.ZERO, true);
        var outer = Bench.sharing(services, settings);
        var inner = Bench.sharing(services, settings).then(says("inner"));
        outer.then(_ -> inner.turn("Is there a place?").by());
        assertThat(outer.turn("Hello?").text()).isEqualTo("bulkhead");
        assertThat(inner.asks).isEmpty();
        assertThat(outer.recovery.health().bulkheads()).containsExactly(new Occupancy("alpha", 1, 0, 1, 1));
        assertThat(inner.turn("And now?").text()).isEqualTo("inner");
    }

    @Test
    void aCallThatIsWillingToWaitGetsThePlaceThatComesFree() throws InterruptedException {
        var compartment = new Compartment("alpha", 1);
        assertThat(compartment.enter(Duration.ZERO)).isTrue();
        var waiting = new CountDownLatch(1);
        var in = new boolean[1];
        var second = Thread.ofVirtual().start(() -> {
            waiting.countDown();
            in[0] = compartment.enter(Duration.ofSeconds(30));
        });
        waiting.await();
        await().until(() -> second.getState() == Thread.State.TIMED_WAITING);
        compartment.leave();
        second.join();
        assertThat(in[0]).isTrue();
    }

    @Test
    void placesAreGivenBackAlsoAfterFailures() {
        var bench = Bench.of(new Pattern.Bulkhead(2, Duration.ZERO, false)).then(fails(down()));
        for (int i = 0; i < 5; i++) {
            assertThat(bench.turn("Hello?").by()).isEqualTo("attempt 1");
        }
        assertThat(bench.recovery.health().bulkheads()).containsExactly(new Occupancy("alpha", 2, 0, 1, 0));
    }

    @Test
    void theLimiterLetsABurstThroughThenWaitsForItsTurn() {
        var bench = Bench.of(new Pattern.RateLimiter(3, Duration.ofSeconds(30), Duration.ofSeconds(10), false))
                .then(says("ok"));
        for (int i = 0; i < 5; i++) {
            bench.turn("Hello?");
        }
        assertThat(bench.pauses()).containsExactly(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(10),
                Duration.ofSeconds(10));
    }

    @Test
    void theLimiterTurnsAwayWhatWouldWaitTooLong() {
        var bench = Bench.of(new Pattern.RateLimiter(1, Duration.ofMinutes(1), Duration.ofSeconds(5), false))
                .then(says("ok"));
        bench.turn("One?");
        var delivery = bench.turn("Two?");
        assertThat(delivery.by()).isEqualTo("rate limiter");
        assertThat(delivery.status()).isEqualTo(DeliveredStatus.ERROR);
        bench.clock.advance(Duration.ofMinutes(1));
        assertThat(bench.turn("Three?").text()).isEqualTo("ok");
    }

    @Test
    void theBudgetCapsExtraAttemptsOverManyTurns() {
        var policy = new Policy("test", java.util.List.of(Pattern.Retry.STANDARD), Policy.LIMIT, 10,
                new Budget(4, 0.5));
        var bench = new Bench(policy).then(fails(down()));
        for (int i = 0; i < 40; i++) {
            bench.turn("Hello?");
        }
        assertThat(bench.asks.size()).isEqualTo(40 + 4 + 40 / 2 - 1);
        assertThat(bench.told()).contains("retry GAVE_UP");
        assertThat(bench.recovery.health().extraLeft()).isZero();
    }

    @Test
    void healthTellsWhatRecoveryDid() {
        var bench = Bench.of(Pattern.ModelFallback.STANDARD, Pattern.Breaker.CONVERSATIONAL).then(fails(down()));
        for (int i = 0; i < 4; i++) {
            bench.turn("Hello?");
        }
        var health = bench.recovery.health();
        assertThat(health.healthy()).isFalse();
        assertThat(health.turns()).isEqualTo(4);
        assertThat(health.attempts()).isEqualTo(9);
        assertThat(health.rejections()).isEqualTo(3);
        assertThat(health.circuits()).extracting(Circuit::state).containsOnly(Circuit.State.OPEN);
        assertThat(health.models()).extracting(RecoveryHealth.ModelState::well).containsOnly(false);
    }

    @Test
    void aSharedCircuitIsOpenForAllAndEachSessionTellsWhatItSaw() {
        var services = new Services(new dev.kintsugi.domain.time.VirtualClock(java.time.Instant.EPOCH));
        var settings = new Pattern.Breaker(2, 4, Duration.ofSeconds(30), true, 1, true);
        var one = Bench.sharing(services, settings).then(fails(down()));
        var other = Bench.sharing(services, settings).then(says("never asked"));
        one.turn("Hello?");
        one.turn("Hello?");
        assertThat(other.turn("Hello?").by()).isEqualTo("breaker");
        assertThat(other.asks).isEmpty();
        assertThat(other.steps.getFirst().note().value()).isEqualTo("alpha: closed to open (shared)");
    }
}
