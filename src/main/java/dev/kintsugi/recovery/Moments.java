package dev.kintsugi.recovery;

import dev.kintsugi.domain.recovery.Step;
import java.time.Duration;

/// When the next call into a service may be made. Safe for many threads.
@FunctionalInterface
interface Moments {
    /// Takes the next free moment and says how far off it is: zero for now. Negative, and nothing taken, when it is
    /// further off than `most`.
    Duration reserve(Duration most);

    /// Those of a shared limiter, as a session wrote them down. The wait stands behind the step that tells of it.
    static Moments recorded(SharedPast past) {
        return _ -> past.step(0).filter(s -> s.pattern().equals(RateLimiterLayer.NAME)).map(
                s -> s.action() == Step.Action.HELD_BACK ? Duration.ofNanos(-1) : past.wait(1).orElse(Duration.ZERO))
                .orElse(Duration.ZERO);
    }
}
