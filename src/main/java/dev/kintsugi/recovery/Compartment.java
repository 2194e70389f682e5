package dev.kintsugi.recovery;

import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/// One compartment of a bulkhead: so many calls into one service at a time. Who waits gets the next place that comes free,
/// in the order of arrival; waiting goes by the lab's clock. Safe for many threads.
final class Compartment implements Places {
    private final String service;
    private final int width;
    private final boolean shared;
    private final Deque<CompletableFuture<?>> queue = new ArrayDeque<>();
    /// As long as somebody waits, every place is taken.
    private int inside;
    private int peak;
    private int waited;
    private int rejected;

    Compartment(String service, int width, boolean shared) {
        this.service = service;
        this.width = width;
        this.shared = shared;
    }

    @Override
    public boolean enter(Duration patience, LabClock clock, Runnable waits) {
        var place = new CompletableFuture<Void>();
        synchronized (this) {
            if (inside < width) {
                inside++;
                peak = Math.max(peak, inside);
                return true;
            }
            if (!patience.isPositive()) {
                rejected++;
                return false;
            }
            waited++;
            queue.add(place);
        }
        return waited(place, patience, clock, waits);
    }

    private boolean waited(CompletableFuture<Void> place, Duration patience, LabClock clock, Runnable waits) {
        var over = false;
        try {
            waits.run();
            clock.sleep(patience, WaitReason.PLACE, place);
            over = true;
        } finally {
            if (!over) {
                giveUp(place);
            }
        }
        return got(place);
    }

    private synchronized boolean got(CompletableFuture<Void> place) {
        if (!place.isDone()) {
            queue.remove(place);
            rejected++;
        }
        return place.isDone();
    }

    /// Who is stopped while waiting hands on a place that was just given.
    private synchronized void giveUp(CompletableFuture<Void> place) {
        if (place.isDone()) {
            leave();
        } else {
            queue.remove(place);
        }
    }

    @Override
    public synchronized void leave() {
        var next = queue.poll();
        if (next == null) {
            inside--;
        } else {
            next.complete(null);
        }
    }

    @Override
    public synchronized Occupancy shown() {
        return new Occupancy(service, width, inside, peak, waited, rejected, shared);
    }
}
