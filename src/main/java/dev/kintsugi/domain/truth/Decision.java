package dev.kintsugi.domain.truth;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a turn is touched or left alone. One event a turn, with all its rolls. Immutable.
///
/// @param mode       the mode that is injected, absent when none is
/// @param waitMs     what was left of the cooldown, in milliseconds of lab time
/// @param sinceTurn  for a fault that is still alive, the turn it began in; else 0
/// @param seed       the seed the rolls were drawn with
/// @param drawKey    the session's key the rolls were drawn at
public record Decision(Reason reason, @Nullable Failure mode, Law law, long waitMs, int sinceTurn,
        List<Roll> rolls, long seed, long drawKey) {
    public Decision {
        rolls = List.copyOf(rolls);
    }

    public Optional<Failure> injected() { return Optional.ofNullable(mode); }

    /// Whether chance could have touched the turn.
    public boolean eligible() { return reason == Reason.ROLLED; }

    /// In order of precedence.
    public enum Reason {
        /// Everything was stopped by one action.
        PANIC_STOP,
        /// Someone asked for this mode, or for none.
        FORCED,
        /// A schedule was due.
        SCHEDULED,
        /// Chance is off.
        OFF,
        /// A fault that began earlier still lives.
        LIVE_FAULT,
        /// The last failure is too recent.
        COOLDOWN,
        /// The dice were rolled.
        ROLLED
    }
}
