package dev.kintsugi.recovery.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static List<Double> pauses(Backoff backoff, int n, long baseMs, double factor, long capMs) {
        return IntStream.rangeClosed(1, n)
                .mapToObj(i -> backoff.pause(i, Duration.ofMillis(baseMs), factor, Duration.ofMillis(capMs)).toMillis()
                        / 1000.0)
                .toList();
    }

    @Test
    void pausesGrowExactlyAsTheFieldDefinesThem() {
        assertThat(pauses(Backoff.CONSTANT, 4, 1000, 2, 60_000)).containsExactly(1.0, 1.0, 1.0, 1.0);
        assertThat(pauses(Backoff.LINEAR, 4, 1000, 2, 60_000)).containsExactly(1.0, 2.0, 3.0, 4.0);
        assertThat(pauses(Backoff.EXPONENTIAL, 5, 1000, 2, 60_000)).containsExactly(1.0, 2.0, 4.0, 8.0, 16.0);
        assertThat(pauses(Backoff.FIBONACCI, 7, 1000, 2, 60_000)).containsExactly(1.0, 1.0, 2.0, 3.0, 5.0, 8.0, 13.0);
    }

    @Test
    void theConversationalProfileIsCappedAtThreeSeconds() {
        var retry = Pattern.Retry.CONVERSATIONAL;
        assertThat(pauses(retry.backoff(), 5, retry.base().toMillis(), retry.factor(), retry.cap().toMillis()))
                .containsExactly(0.5, 1.0, 2.0, 3.0, 3.0);
    }

    @Test
    void theCapHoldsHoweverLongItGrows() {
        for (var backoff : Backoff.values()) {
            for (int made = 1; made <= 2000; made++) {
                assertThat(backoff.pause(made, Duration.ofSeconds(1), 10, Duration.ofSeconds(10)))
                        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
            }
        }
    }
}
