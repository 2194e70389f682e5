package dev.kintsugi.recovery;

import dev.kintsugi.domain.time.LabClock;
import java.time.Duration;

/// So many calls in each period, on lab time. Safe for many threads.
///
/// The generic cell rate algorithm (ITU-T I.371): a call that comes while the bucket is full waits until it has leaked
/// enough.
final class Allowance implements Moments {
    private final LabClock clock;
    private final long perNanos;
    private final long eachNanos;
    private final long start;
    private long theoretical;

    Allowance(int calls, Duration per, LabClock clock) {
        this.clock = clock;
        this.perNanos = per.toNanos();
        this.eachNanos = perNanos / calls;
        this.start = clock.now().toEpochMilli();
    }

    @Override
    public synchronized Duration reserve(Duration most) {
        var now = (clock.now().toEpochMilli() - start) * 1_000_000;
        var next = Math.max(theoretical, now) + eachNanos;
        var wait = Math.max(0, next - perNanos - now);
        if (wait > most.toNanos()) {
            return Duration.ofNanos(-1);
        }
        theoretical = next;
        return Duration.ofNanos(wait);
    }
}
