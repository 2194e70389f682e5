package dev.kintsugi.domain.time;

import java.time.Duration;

/// How a wait went: what was planned of lab time, and what really passed on the wall. Immutable.
public record Waited(Duration planned, Duration real, boolean skipped) {
    public static final Waited NOTHING = new Waited(Duration.ZERO, Duration.ZERO, false);
}
