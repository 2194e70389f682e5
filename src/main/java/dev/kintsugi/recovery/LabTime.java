package dev.kintsugi.recovery;

import dev.kintsugi.domain.time.LabClock;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Lab time as the clock that libraries take.
final class LabTime extends Clock {
    private final LabClock clock;
    private final ZoneId zone;

    LabTime(LabClock clock) { this(clock, ZoneOffset.UTC); }

    private LabTime(LabClock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public ZoneId getZone() { return zone; }

    @Override
    public Clock withZone(ZoneId other) { return new LabTime(clock, other); }

    @Override
    public Instant instant() { return clock.now(); }
}
