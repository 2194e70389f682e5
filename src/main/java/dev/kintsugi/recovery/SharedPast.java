package dev.kintsugi.recovery;

import dev.kintsugi.domain.recovery.Step;
import java.time.Duration;
import java.util.Optional;

/// What a session wrote down of the services that it shared with others, for playing it again without them. Used by the
/// thread that delivers.
public interface SharedPast {
    /// The step that comes next in its log, so many events further on; empty for another event.
    Optional<Step> step(int after);

    /// The wait that comes there; empty for another event.
    Optional<Duration> wait(int after);
}
