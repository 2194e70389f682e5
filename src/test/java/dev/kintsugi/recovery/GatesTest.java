package dev.kintsugi.recovery;

import static dev.kintsugi.recovery.Bench.down;
import static dev.kintsugi.recovery.Bench.fails;
import static dev.kintsugi.recovery.Bench.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.VirtualClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.recovery.policy.Budget;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What holds calls back: bulkhead, rate limiter, the budget of extra attempts.
class GatesTest {
    @Test
    void aFullBulkheadTurnsTheNextCallAwayAndCountsIt() {
        var services = new Services(new VirtualClock(Instant.EPOCH));
        var settings = new Pattern.Bulkhead(1, Duration.ZERO, true);
        var outer = Bench.sharing(services, settings);
        var inner = Bench.sharing(services, settings).then(says("inner"));
        outer.then(_ -> inner.turn("Is there a place?").by());
        assertThat(outer.turn("Hello?").text()).isEqualTo("bulkhead");
        assertThat(inner.asks).isEmpty();
        assertThat(outer.recovery.health().bulkheads()).containsExactly(new Occupancy("alpha", 1, 0, 1, 0, 1, true));
        assertThat(inner.turn("And now?").text()).isEqualTo("inner");
    }

    @Test
    void whoWaitsGetsThePlacesThatComeFreeInTheOrderOfArrival() throws InterruptedException {
        var clock = new ConversationClock();
        var compartment = new Compartment("alpha", 1, false);
        assertThat(compartment.enter(Duration.ZERO, clock, () -> {})).isTrue();
        var order = new CopyOnWriteArrayList<String>();
        var threads = new ArrayList<Thread>();
        for (var name : List.of("first", "second")) {
            var waiting = new CountDownLatch(1);
            threads.add(Thread.ofVirtual().start(() -> {
                if (compartment.enter(Duration.ofMinutes(5), clock, waiting::countDown)) {
                    order.add(name);
                    compartment.leave();
                }
            }));
            assertThat(waiting.await(30, TimeUnit.SECONDS)).as(name + " has to wait").isTrue();
        }
        compartment.leave();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(order).containsExactly("first", "second");
        assertThat(compartment.shown()).isEqualTo(new Occupancy("alpha", 1, 0, 1, 2, 0, false));
    }

    @Test
    void whoWaitsInVainGoesAfterItsPatienceOfLabTime() {
        var clock = new VirtualClock(Instant.EPOCH);
        var services = new Services(clock);
        var settings = new Pattern.Bulkhead(1, Duration.ofSeconds(7), true);
        var outer = Bench.sharing(services, settings);
        var inner = Bench.sharing(services, settings).then(says("inner"));
        outer.then(_ -> inner.turn("Is there a place?").by());
        var before = inner.clock.now();
        assertThat(outer.turn("Hello?").text()).isEqualTo("bulkhead");
        assertThat(Duration.between(before, inner.clock.now())).isEqualTo(Duration.ofSeconds(7));
        assertThat(inner.told()).containsExactly("bulkhead WAITS", "bulkhead HELD_BACK");
        assertThat(outer.recovery.health().bulkheads()).containsExactly(new Occupancy("alpha", 1, 0, 1, 1, 1, true));
    }

    @Test
    void nobodyWaitsForAPlaceBeyondTheCallsDeadline() {
        var services = new Services(new VirtualClock(Instant.EPOCH));
        var settings = new Pattern.Bulkhead(1, Duration.ofSeconds(7), true);
        var outer = Bench.sharing(services, settings);
        var inner = Bench.sharing(services, new Pattern.Timeout(Duration.ofSeconds(2), Duration.ofSeconds(2)),
                settings);
        outer.then(_ -> inner.turn("Is there a place?").by());
        var before = inner.clock.now();
        assertThat(outer.turn("Hello?").text()).isEqualTo("bulkhead");
        assertThat(Duration.between(before, inner.clock.now())).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whoIsStoppedWhileWaitingTakesNoPlace() throws InterruptedException {
        var clock = new ConversationClock();
        var compartment = new Compartment("alpha", 1, false);
        compartment.enter(Duration.ZERO, clock, () -> {});
        var waiting = new CountDownLatch(1);
        var thread = Thread.ofVirtual().start(() -> {
            try {
                compartment.enter(Duration.ofMinutes(5), clock, waiting::countDown);
            } catch (Cancelled e) {
                // as it should be
            }
        });
        assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        thread.join();
        compartment.leave();
        assertThat(compartment.enter(Duration.ZERO, clock, () -> {})).isTrue();
    }

    /// The place came free and was given at the very moment at which whoever waited for it was stopped.
    @Test
    void whoIsStoppedWithAPlaceHandsItOn() {
        var clock = new ConversationClock();
        var compartment = new Compartment("alpha", 1, false);
        compartment.enter(Duration.ZERO, clock, () -> {});
        assertThatThrownBy(() -> compartment.enter(Duration.ofMinutes(5), clock, () -> {
            compartment.leave();
            throw new Cancelled();
        })).isInstanceOf(Cancelled.class);
        assertThat(compartment.shown().inside()).isZero();
        assertThat(compartment.enter(Duration.ZERO, clock, () -> {})).isTrue();
    }

    @Test
    void placesAreGivenBackAlsoAfterFailures() {
        var bench = Bench.of(new Pattern.Bulkhead(2, Duration.ZERO, false)).then(fails(down()));
        for (int i = 0; i < 5; i++) {
            assertThat(bench.turn("Hello?").by()).isEqualTo("attempt 1");
        }
        assertThat(bench.recovery.health().bulkheads()).containsExactly(new Occupancy("alpha", 2, 0, 1, 0, 0, false));
    }

    /// Threads that come and go as they like, some with patience and some without.
    @Test
    void howeverManyCallAtATimeNoMoreAreInsideThanThereArePlaces() throws InterruptedException {
        for (int width = 1; width <= 3; width++) {
            var places = new Compartment("alpha", width, false);
            var inside = new AtomicInteger();
            var most = new AtomicInteger();
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 8; i++) {
                var patience = i % 2 == 0 ? Duration.ZERO : Duration.ofMillis(i);
                threads.add(Thread.ofPlatform().start(() -> comesAndGoes(places, patience, inside, most)));
            }
            for (var thread : threads) {
                thread.join();
            }
            assertThat(most).hasValueLessThanOrEqualTo(width);
            assertThat(places.shown().inside()).as("every place is given back").isZero();
            assertThat(places.shown().peak()).isBetween(1, width);
        }
    }

    private static void comesAndGoes(Compartment places, Duration patience, AtomicInteger inside, AtomicInteger most) {
        var clock = new ConversationClock();
        for (int i = 0; i < 400; i++) {
            if (places.enter(patience, clock, () -> {})) {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.yield();
                inside.decrementAndGet();
                places.leave();
            }
        }
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
    void anHourOfRestSavesUpNoMoreCallsThanOnePeriodHas() {
        var bench = Bench.of(new Pattern.RateLimiter(2, Duration.ofMinutes(1), Duration.ZERO, false))
                .then(Bench.says("Yes."));
        bench.turn("One?");
        bench.clock.advance(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            bench.turn("And?");
        }
        assertThat(bench.asks).hasSize(3);
    }

    @Test
    void theLimiterDoesNotWaitBeyondTheCallsDeadline() {
        var second = Duration.ofSeconds(1);
        var bench = Bench.of(new Pattern.Timeout(second, second),
                new Pattern.RateLimiter(1, Duration.ofMinutes(1), Duration.ofMinutes(2), false))
                .then(Bench.says("Yes."));
        bench.turn("One?");
        var before = bench.clock.now();
        assertThat(bench.turn("Two?").by()).isEqualTo("rate limiter");
        assertThat(bench.clock.now()).isEqualTo(before);
    }

    @Test
    void anAnswerThatCameTooLateIsTakenBackFromTheScreen() {
        var bench = Bench.of(Pattern.Verify.STANDARD,
                new Pattern.Timeout(Duration.ofSeconds(1), Duration.ofSeconds(1)));
        bench.then(_ -> {
            bench.clock.sleep(Duration.ofSeconds(2), WaitReason.MODEL_LATENCY);
            return "Late.";
        });
        bench.turn("When?", _ -> {});
        assertThat(bench.signals).containsExactly("tentative 1", "taken back 1");
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
        var policy = new Policy("test", List.of(Pattern.Retry.STANDARD), Policy.LIMIT, 10,
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
        var services = new Services(new VirtualClock(Instant.EPOCH));
        var settings = new Pattern.Breaker(2, 4, Duration.ofSeconds(30), true, 1, true);
        var one = Bench.sharing(services, settings).then(fails(down()));
        var other = Bench.sharing(services, settings).then(says("never asked"));
        one.turn("Hello?");
        one.turn("Hello?");
        var held = other.turn("Hello?");
        assertThat(held.by()).isEqualTo("breaker");
        assertThat(held.error()).as("what another session met is not told")
                .satisfies(e -> assertThat(e.wire().code()).isEqualTo("circuit_open"));
        assertThat(other.asks).isEmpty();
        assertThat(other.steps.getFirst().note().value()).isEqualTo("alpha: closed to open (shared)");
    }
}
