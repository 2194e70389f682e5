package dev.kintsugi.recovery;

import static dev.kintsugi.recovery.Bench.down;
import static dev.kintsugi.recovery.Bench.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.recovery.policy.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HedgeTest {
    private final Bench bench = Bench.of(new Pattern.Hedge(Duration.ofSeconds(2)));
    private final Instant start = bench.clock.now();
    private final List<Integer> cancelled = new ArrayList<>();

    private Function<Ask, String> takes(int seconds, String text) {
        return ask -> {
            try {
                bench.clock.sleep(Duration.ofSeconds(seconds), WaitReason.MODEL_LATENCY);
            } catch (Cancelled e) {
                cancelled.add(ask.attempt());
                throw e;
            }
            return text;
        };
    }

    private Duration passed() { return Duration.between(start, bench.clock.now()); }

    @Test
    void aQuickAnswerHasNoRival() {
        bench.then(takes(1, "first"), takes(1, "second"));
        assertThat(bench.turn("Hello?").text()).isEqualTo("first");
        assertThat(bench.asks).hasSize(1);
        assertThat(passed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theSecondWinsWhenTheFirstHangsAndTheFirstIsCancelled() {
        bench.then(takes(30, "first"), takes(1, "second"));
        var delivery = bench.turn("Hello?");
        assertThat(delivery.text()).isEqualTo("second");
        assertThat(delivery.attempt()).isEqualTo(2);
        assertThat(passed()).isEqualTo(Duration.ofSeconds(3));
        assertThat(cancelled).containsExactly(1);
    }

    @Test
    void theFirstStillWinsWhenItComesFirst() {
        bench.then(takes(5, "first"), takes(9, "second"));
        assertThat(bench.turn("Hello?").text()).isEqualTo("first");
        assertThat(passed()).isEqualTo(Duration.ofSeconds(5));
        assertThat(cancelled).containsExactly(2);
    }

    @Test
    void anErrorOfOneLeavesTheOtherRunning() {
        bench.then(ask -> {
            takes(3, "").apply(ask);
            throw error(down(), ask.model());
        }, takes(4, "second"));
        assertThat(bench.turn("Hello?").text()).isEqualTo("second");
        assertThat(passed()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void anEarlyErrorIsNoReasonForASecondRequest() {
        bench.then(ask -> { throw error(down(), ask.model()); });
        assertThat(bench.turn("Hello?").status()).isEqualTo(DeliveredStatus.ERROR);
        assertThat(bench.asks).hasSize(1);
    }

    @Test
    void theSecondGetsThePlaceOfTheFirstWhenItComesFreeAndNotAfterItsWholePatience() {
        var narrow = Bench.of(new Pattern.Hedge(Duration.ofSeconds(2)),
                new Pattern.Bulkhead(1, Duration.ofSeconds(10), false));
        narrow.then(ask -> {
            narrow.clock.sleep(Duration.ofSeconds(5), WaitReason.MODEL_LATENCY);
            throw error(down(), ask.model());
        }, _ -> "second");
        assertThat(narrow.turn("Hello?").text()).isEqualTo("second");
        assertThat(narrow.pauses()).containsExactly(Duration.ofSeconds(5));
        assertThat(narrow.told()).containsExactly("hedge TRIED_AGAIN", "bulkhead WAITS", "call SAW_ERROR");
    }

    @Test
    void theTextOfTheWinnerIsStreamedOnce() {
        var streamed = new StringBuilder();
        bench.then(takes(30, "first"), takes(1, "second"));
        bench.turn("Hello?", streamed::append);
        assertThat(streamed).hasToString("second");
    }

    @Test
    void theSameRaceGoesTheSameWayEveryTime() {
        for (int i = 0; i < 200; i++) {
            var again = new HedgeTest();
            again.bench.then(again.takes(2, "first"), again.takes(0, "second"));
            assertThat(again.bench.turn("Hello?").text()).isEqualTo("first");
            assertThat(again.bench.asks).hasSize(1);
        }
    }

    @Test
    void onTheWallTheLoserIsInterruptedToo() {
        var clock = new ConversationClock();
        var hung = new CountDownLatch(1);
        var seen = new ArrayList<String>();
        var won = clock.<String>race(List.of(() -> {
            try {
                hung.await();
                return "never";
            } catch (InterruptedException e) {
                seen.add("interrupted");
                throw new Cancelled();
            }
        }, () -> "second"), Duration.ofMillis(20), _ -> true);
        assertThat(won).isEqualTo("second");
        assertThat(seen).containsExactly("interrupted");
    }
}
