package dev.kintsugi.domain.time;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A clock that moves only when someone waits on it: thirty seconds cost nothing. Safe for many threads, but one
/// episode owns one clock.
public final class VirtualClock implements LabClock {
    private volatile Instant now;

    public VirtualClock(Instant start) { this.now = start; }

    @Override
    public Instant now() { return now; }

    @Override
    public Instant wall() { return now; }

    @Override
    public Waited sleep(Duration wait, WaitReason reason, CompletableFuture<?> until) {
        if (Thread.currentThread().isInterrupted()) {
            throw new Cancelled();
        }
        if (wait.isNegative() || wait.isZero() || until.isDone()) {
            return Waited.NOTHING;
        }
        var lap = VirtualRace.running();
        if (lap == null) {
            advance(wait);
        }
        return new Waited(lap == null ? wait : lap.sleep(wait, until), Duration.ZERO, false);
    }

    @Override
    public <T> T race(List<Supplier<T>> laps, Duration apart, Predicate<? super T> wins) {
        if (VirtualRace.running() != null) {
            return laps.getFirst().get();
        }
        return new VirtualRace<>(laps, now, apart, this::reach).run(wins);
    }

    /// Lets time pass without anybody waiting.
    public synchronized void advance(Duration by) { now = now.plus(by); }

    private synchronized void reach(Instant moment) {
        if (moment.isAfter(now)) {
            now = moment;
        }
    }
}
