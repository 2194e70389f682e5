package dev.kintsugi.recovery;

import dev.kintsugi.domain.time.Cancelled;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// One compartment of a bulkhead: so many calls into one service at a time. Safe for many threads.
final class Compartment {
    private final String service;
    private final int width;
    private final Semaphore places;
    private final AtomicInteger peak = new AtomicInteger();
    private final AtomicInteger rejected = new AtomicInteger();

    Compartment(String service, int width) {
        this.service = service;
        this.width = width;
        this.places = new Semaphore(width);
    }

    /// Takes a place, at the latest after the wait; false when there was none. What was taken is given back by [#leave].
    boolean enter(Duration wait) {
        if (!places.tryAcquire() && !waited(wait)) {
            rejected.incrementAndGet();
            return false;
        }
        var inside = width - places.availablePermits();
        if (inside > peak.get()) {
            peak.accumulateAndGet(inside, Math::max);
        }
        return true;
    }

    private boolean waited(Duration wait) {
        try {
            return wait.isPositive() && places.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled();
        }
    }

    void leave() { places.release(); }

    Occupancy shown() {
        return new Occupancy(service, width, width - places.availablePermits(), peak.get(), rejected.get());
    }
}
