package dev.kintsugi.recovery;

import dev.kintsugi.domain.time.LabClock;
import java.time.Duration;

/// The places for calls into one service. Safe for many threads.
interface Places {
    /// Takes a place, at the latest after the patience; false when there was none. What was taken is given back by
    /// [#leave].
    ///
    /// @param waits is run when there is none at once and it is waited for
    boolean enter(Duration patience, LabClock clock, Runnable waits);

    void leave();

    Occupancy shown();
}
