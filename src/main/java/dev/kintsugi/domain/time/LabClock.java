package dev.kintsugi.domain.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

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
    Waited sleep(Duration wait, WaitReason reason);

    /// The same, or until something happens: then lab time does not jump. On a clock that only moves when someone waits,
    /// nothing happens meanwhile.
    default Waited sleep(Duration wait, WaitReason reason, CompletableFuture<?> until) {
        return until.isDone() ? Waited.NOTHING : sleep(wait, reason);
    }
}
