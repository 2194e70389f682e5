package dev.kintsugi.domain.time;

import java.time.Duration;
import java.time.Instant;

/// The moment of lab time by which work must be done. Immutable.
public record Deadline(Instant at) {
    /// Far enough away to never be met.
    public static final Deadline NONE = new Deadline(Instant.ofEpochMilli(Long.MAX_VALUE / 4));

    public static Deadline in(Duration duration, LabClock clock) { return new Deadline(clock.now().plus(duration)); }

    /// What is left of lab time; zero when it has passed.
    public Duration remaining(LabClock clock) {
        var left = Duration.between(clock.now(), at);
        return left.isNegative() ? Duration.ZERO : left;
    }

    public boolean passed(LabClock clock) { return !clock.now().isBefore(at); }

    /// The nearer of two deadlines.
    public Deadline nearer(Deadline other) { return at.isBefore(other.at) ? this : other; }
}
