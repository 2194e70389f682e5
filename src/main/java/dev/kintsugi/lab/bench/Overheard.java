package dev.kintsugi.lab.bench;

import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.time.Waited;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A clock that tells what recovery waits.
///
/// @param waits is told of each wait before it begins
record Overheard(LabClock clock, Consumer<Duration> waits) implements LabClock {
    @Override
    public Instant now() { return clock.now(); }

    @Override
    public Instant wall() { return clock.wall(); }

    @Override
    public Waited sleep(Duration wait, WaitReason reason, CompletableFuture<?> until) {
        if (reason == WaitReason.BACKOFF || reason == WaitReason.PLACE) {
            waits.accept(wait);
        }
        return clock.sleep(wait, reason, until);
    }

    @Override
    public <T> T race(List<Supplier<T>> laps, Duration apart, Predicate<? super T> wins) {
        return clock.race(laps, apart, wins);
    }
}
