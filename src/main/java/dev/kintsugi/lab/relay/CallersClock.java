package dev.kintsugi.lab.relay;

import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.domain.time.ForwardingClock;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.time.Waited;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// A clock on which nobody waits for longer than the caller does: once that has left, a wait ends with [Cancelled]. Safe for
/// many threads.
///
/// @param left done when the caller of the call under way has left
record CallersClock(LabClock clock, Supplier<CompletableFuture<?>> left) implements ForwardingClock {
    @Override
    public Waited sleep(Duration wait, WaitReason reason, CompletableFuture<?> until) {
        var gone = left.get();
        var waited = clock.sleep(wait, reason, CompletableFuture.anyOf(until, gone));
        if (gone.isDone()) {
            throw new Cancelled();
        }
        return waited;
    }

    @Override
    public LabClock live() { return new CallersClock(clock.live(), left); }
}
