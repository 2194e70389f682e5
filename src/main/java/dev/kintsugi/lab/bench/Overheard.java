package dev.kintsugi.lab.bench;

import dev.kintsugi.domain.time.ForwardingClock;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.time.Waited;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A clock that tells what recovery waits.
///
/// @param waits is told of each wait before it begins
record Overheard(LabClock clock, Consumer<Duration> waits) implements ForwardingClock {
    @Override
    public Waited sleep(Duration wait, WaitReason reason, CompletableFuture<?> until) {
        if (reason == WaitReason.BACKOFF || reason == WaitReason.PLACE) {
            waits.accept(wait);
        }
        return clock.sleep(wait, reason, until);
    }

    @Override
    public LabClock live() { return new Overheard(clock.live(), waits); }
}
