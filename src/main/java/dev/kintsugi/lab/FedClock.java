package dev.kintsugi.lab;

import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.time.Waited;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A conversation's clock in a replay: each look gives the times of the event that comes next in the log, and a wait goes
/// as the log says it went. Used by one thread at a time.
final class FedClock implements LabClock {
    private final Tape tape;
    private volatile Instant now = Instant.EPOCH;
    private volatile Instant wall = Instant.EPOCH;

    FedClock(Tape tape) {
        this.tape = tape;
        look();
    }

    @Override
    public Instant now() { return now; }

    @Override
    public Instant wall() { return wall; }

    @Override
    public void look() {
        var next = tape.next();
        if (next != null) {
            now = Instant.ofEpochMilli(next.lab());
            wall = Instant.ofEpochMilli(next.wall());
        }
    }

    @Override
    public Waited sleep(Duration wait, WaitReason reason, CompletableFuture<?> until) {
        if (wait.isNegative() || wait.isZero()) {
            return Waited.NOTHING;
        }
        var next = tape.nextEvent();
        look();
        if (next instanceof LabEvent.Paused paused && paused.reason() == reason) {
            var real = Duration.ofMillis(paused.realMs());
            return new Waited(
                    reason == WaitReason.PERSON || reason == WaitReason.PLACE
                            ? Duration.ofMillis(paused.plannedMs())
                            : wait,
                    real,
                    paused.skipped());
        }
        if (tape.stoppedHere()) {
            throw new Cancelled();
        }
        return new Waited(wait, Duration.ZERO, false);
    }

    /// Turns in which two attempts raced are inputs; in the others the first was quick enough and ran alone. The recorded
    /// clock looked when the race was over.
    @Override
    public <T> T race(List<Supplier<T>> laps, Duration apart, Predicate<? super T> wins) {
        try {
            return laps.getFirst().get();
        } finally {
            look();
        }
    }
}
