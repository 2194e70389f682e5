package dev.kintsugi.gateway.guard;

import java.util.function.LongSupplier;

/// So many a second, and as many at once after a pause: a token bucket over a monotonic clock. Safe for many threads.
final class Allowance {
    private static final long SECOND = 1_000_000_000L;

    private final int perSecond;
    private final LongSupplier nanos;
    private long left;
    private long last;

    Allowance(int perSecond) { this(perSecond, System::nanoTime); }

    Allowance(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.left = perSecond * SECOND;
        this.last = nanos.getAsLong();
    }

    synchronized boolean take() {
        var now = nanos.getAsLong();
        left = Math.min(perSecond * SECOND, left + Math.min(SECOND, now - last) * perSecond);
        last = now;
        if (left < SECOND) {
            return false;
        }
        left -= SECOND;
        return true;
    }
}
