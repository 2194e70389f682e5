package dev.kintsugi.agent.provider;

import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.LabClock;
import java.time.Duration;

/// How long a call may still take: the read timeout up to the first piece, the stall timeout between pieces, and never
/// beyond the deadline. What is left of the deadline's lab time is taken once, and then passes in real time: a real
/// provider cannot be skipped. For one thread.
final class Patience {
    /// Longer than any call; a deadline of none would overflow nanoseconds.
    private static final Duration LONGEST = Duration.ofDays(1);

    private final ProviderSettings settings;
    private final long start = System.nanoTime();
    private final Duration whole;

    Patience(ProviderSettings settings, Deadline deadline, LabClock clock) {
        this.settings = settings;
        this.whole = shorter(deadline.remaining(clock), LONGEST);
    }

    /// Until the next piece must have come; zero when the deadline has passed.
    Duration forNext(boolean begun) {
        return shorter(begun ? settings.stallTimeout() : settings.readTimeout(), left());
    }

    boolean exhausted() { return left().isZero(); }

    Duration spent() { return Duration.ofNanos(System.nanoTime() - start); }

    private Duration left() {
        var left = whole.minus(spent());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration shorter(Duration a, Duration b) { return a.compareTo(b) < 0 ? a : b; }
}
