package dev.kintsugi.domain.time;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The one clock of the lab. Lab time decides everything (timeouts, backoff, breakers, cooldowns, TTLs); wall time is
/// only written down. Implementations are safe for use by many threads.
public interface LabClock {
    /// Lab time: never goes back, may run ahead of the wall by what was skipped or scaled away.
    Instant now();

    /// Time on the wall at this moment; in virtual time the same as [#now()].
    Instant wall();

    /// Waits until `wait` of lab time has passed, or less when the waiting person skips it.
    /// Returns how the wait went. A negative or zero duration returns at once.
    ///
    /// @throws Cancelled when the thread is interrupted; its interrupt flag stays set
    default Waited sleep(Duration wait, WaitReason reason) { return sleep(wait, reason, new CompletableFuture<>()); }

    /// The same, or until something happens: then lab time does not jump. On a clock that only moves when someone waits,
    /// nothing happens meanwhile, unless laps of a race run beside the one that waits.
    Waited sleep(Duration wait, WaitReason reason, CompletableFuture<?> until);

    /// Runs laps side by side, each on a thread of its own and `apart` after the one before; the first whose result wins
    /// cancels the others, which see [Cancelled] in their next wait, and are waited for. A lap that ends before the next
    /// has begun is the only one. Returns the result that won, else that of the lap that ended last.
    ///
    /// What a lap throws ends the race and is thrown. In virtual time laps take turns in the order of their moments, so
    /// that the same race always goes the same way.
    ///
    /// @throws Cancelled when the calling thread is interrupted
    <T> T race(List<Supplier<T>> laps, Duration apart, Predicate<? super T> wins);

    /// How long such a wait takes on the wall, if nobody skips it: less where simulated delays are scaled.
    default Duration takes(Duration wait, WaitReason reason) { return wait; }

    /// Takes a new look at the time, for a clock that stands still between two looks; others do nothing.
    default void look() {}

    /// The clock that never stands still: for measuring what happens outside the lab.
    default LabClock live() { return this; }
}
