package dev.kintsugi.lab.time;

import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.time.Waited;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A session's clock as its faults and its recovery see it: each wait is announced before and written down after.
public record WatchedClock(LabClock clock, Listener listener) implements LabClock {
    /// Is told of waits by the thread that waits.
    public interface Listener {
        /// @param takes how long on the wall, if nobody skips it
        void begins(WaitReason reason, Duration takes);

        void ends(WaitReason reason, Waited waited);
    }

    @Override
    public Instant now() { return clock.now(); }

    @Override
    public Instant wall() { return clock.wall(); }

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
    public <T> T race(List<Supplier<T>> laps, Duration apart, Predicate<? super T> wins) {
        return clock.race(laps, apart, wins);
    }

    @Override
    public Duration takes(Duration wait, WaitReason reason) { return clock.takes(wait, reason); }

    @Override
    public void look() { clock.look(); }

    @Override
    public LabClock live() { return new WatchedClock(clock.live(), listener); }
}
