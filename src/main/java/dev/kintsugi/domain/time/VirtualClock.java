package dev.kintsugi.domain.time;

import java.time.Duration;
import java.time.Instant;

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
    public Waited sleep(Duration wait, WaitReason reason) {
        if (Thread.currentThread().isInterrupted()) {
            throw new Cancelled();
        }
        if (wait.isNegative() || wait.isZero()) {
            return Waited.NOTHING;
        }
        advance(wait);
        return new Waited(wait, Duration.ZERO, false);
    }

    /// Lets time pass without anybody waiting.
    public synchronized void advance(Duration by) { now = now.plus(by); }
}
