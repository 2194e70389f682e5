package dev.kintsugi.lab.time;

import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.time.Waited;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A conversation's clock that stands still between two looks, in whole milliseconds: what a session decides by time
/// then depends on nothing but times that stand in its log, so that it can be replayed. It looks when something is
/// asked of the session, after every wait, and when an answer came from outside. Safe for many threads.
public final class HeldClock implements LabClock {
    private final LabClock inner;
    private volatile Moment held;

    private record Moment(Instant now, Instant wall) {}

    public HeldClock(LabClock inner) {
        this.inner = inner;
        this.held = moment();
    }

    private Moment moment() {
        return new Moment(inner.now().truncatedTo(ChronoUnit.MILLIS), inner.wall().truncatedTo(ChronoUnit.MILLIS));
    }

    @Override
    public Instant now() { return held.now(); }

    @Override
    public Instant wall() { return held.wall(); }

    @Override
    public synchronized void look() {
        var next = moment();
        if (!next.now().isBefore(held.now())) {
            held = next;
        }
    }

    @Override
    public LabClock live() { return inner; }

    @Override
    public Waited sleep(Duration wait, WaitReason reason, CompletableFuture<?> until) {
        try {
            return inner.sleep(wait, reason, until);
        } finally {
            look();
        }
    }

    @Override
    public Duration takes(Duration wait, WaitReason reason) { return inner.takes(wait, reason); }

    /// The first lap begins at the moment that is held, as it would without a race; a later one looks first.
    @Override
    public <T> T race(List<Supplier<T>> laps, Duration apart, Predicate<? super T> wins) {
        try {
            return inner.race(laps.stream().<Supplier<T>>map(lap -> lap == laps.getFirst() ? lap : () -> {
                look();
                return lap.get();
            }).toList(), apart, wins);
        } finally {
            look();
        }
    }
}
