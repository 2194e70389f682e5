package dev.kintsugi.lab.play;

import java.time.Duration;

/// How a scenario is played. Immutable.
///
/// @param policy  the recovery policy's name or file
/// @param seed    what chance is drawn from
/// @param virtual whether time is virtual: the whole scenario takes no time, and the same run has the same log
/// @param reading wall time between two steps while it plays by itself, so that a person can follow. Ignored when virtual
public record PlayOptions(String policy, long seed, boolean virtual, Duration reading) {
    /// At a person's pace.
    public static PlayOptions watched(String policy, long seed) {
        return new PlayOptions(policy, seed, false, Duration.ofMillis(1500));
    }

    /// At once.
    public static PlayOptions atOnce(String policy, long seed) {
        return new PlayOptions(policy, seed, true, Duration.ZERO);
    }
}
