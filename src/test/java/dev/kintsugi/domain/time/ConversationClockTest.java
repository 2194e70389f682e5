package dev.kintsugi.domain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConversationClockTest {
    private final Instant start = Instant.parse("2026-01-01T00:00:00Z");
    private final ConversationClock clock = new ConversationClock(Clock.fixed(start, ZoneOffset.UTC));

    @Test
    void aSkippedWaitMovesLabTimeByWhatWasPlanned() {
        var waiting = CompletableFuture
                .supplyAsync(() -> clock.sleep(Duration.ofMinutes(5), WaitReason.INJECTED_DELAY));
        await().until(() -> {
            clock.skip();
            return waiting.isDone();
        });
        assertThat(waiting.join().skipped()).isTrue();
        assertThat(waiting.join().planned()).isEqualTo(Duration.ofMinutes(5));
        assertThat(Duration.between(start, clock.now()).plus(waiting.join().real())).isEqualTo(Duration.ofMinutes(5));
        assertThat(clock.wall()).isEqualTo(start);
    }

    @Test
    void aScaledWaitSaysHowLongItTakesAndAPersonIsNotHurried() {
        clock.scale(10);

        assertThat(clock.takes(Duration.ofSeconds(30), WaitReason.SCRIPT)).isEqualTo(Duration.ofSeconds(3));
        assertThat(clock.takes(Duration.ofSeconds(30), WaitReason.PERSON)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void atTheInstantScaleSimulatedDelaysTakeNoTime() {
        clock.scale(ConversationClock.INSTANT);
        var waited = clock.sleep(Duration.ofSeconds(30), WaitReason.MODEL_LATENCY);
        assertThat(waited.real()).isLessThan(Duration.ofSeconds(5));
        assertThat(waited.skipped()).isFalse();
    }

    @Test
    void theScaleLeavesBackoffAlone() {
        clock.scale(ConversationClock.INSTANT);
        assertThat(clock.sleep(Duration.ofMillis(60), WaitReason.BACKOFF).real())
                .isGreaterThanOrEqualTo(Duration.ofMillis(60));
    }

    @Test
    void anInterruptCancelsTheWaitAndStaysSet() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> clock.sleep(Duration.ofMinutes(5), WaitReason.BACKOFF)).isInstanceOf(Cancelled.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void inVirtualTimeThirtySecondsCostNothing() {
        var virtual = new VirtualClock(start);
        assertThat(virtual.sleep(Duration.ofSeconds(30), WaitReason.INJECTED_DELAY).real()).isZero();
        assertThat(virtual.now()).isEqualTo(start.plusSeconds(30));
        assertThat(virtual.wall()).isEqualTo(virtual.now());
    }
}
