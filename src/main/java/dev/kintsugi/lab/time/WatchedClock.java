package dev.kintsugi.lab.time;

import dev.kintsugi.domain.time.ForwardingClock;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.time.Waited;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// A session's clock as its faults and its recovery see it: each wait is announced before and written down after.
public record WatchedClock(LabClock clock, Listener listener) implements ForwardingClock {
    /// Is told of waits by the thread that waits.
    public interface Listener {
        /// @param takes how long on the wall, if nobody skips it
        void begins(WaitReason reason, Duration takes);

        void ends(WaitReason reason, Waited waited);
    }

    @Override
    public Waited sleep(Duration wait, WaitReason reason, CompletableFuture<?> until) {
        if (wait.isNegative() || wait.isZero()) {
            return Waited.NOTHING;
        }
        listener.begins(reason, clock.takes(wait, reason));
        var waited = clock.sleep(wait, reason, until);
        listener.ends(reason, waited);
        return waited;
    }

    @Override
    public LabClock live() { return new WatchedClock(clock.live(), listener); }
}
