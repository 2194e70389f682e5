package dev.kintsugi.domain.time;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A clock in front of another one, which does all that is not done otherwise. As safe for many threads as that one.
public interface ForwardingClock extends LabClock {
    /// The one behind.
    LabClock clock();

    @Override
    default Instant now() { return clock().now(); }

    @Override
    default Instant wall() { return clock().wall(); }

    @Override
    default Waited sleep(Duration wait, WaitReason reason, CompletableFuture<?> until) {
        return clock().sleep(wait, reason, until);
    }

    @Override
    default <T> T race(List<Supplier<T>> laps, Duration apart, Predicate<? super T> wins) {
        return clock().race(laps, apart, wins);
    }

    @Override
    default Duration takes(Duration wait, WaitReason reason) { return clock().takes(wait, reason); }

    @Override
    default void look() { clock().look(); }

    /// One like this in front of the clock that never stands still.
    @Override
    LabClock live();
}
