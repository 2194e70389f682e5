package dev.kintsugi.lab.matrix;

import dev.kintsugi.domain.event.Outcome;
import java.util.Locale;

/// What a pattern made of a failure.
public enum Saved {
    /// A sound reply was delivered.
    SAVED,
    /// A message, an older reply or a human stood in.
    SOFTENED,
    /// The failure was delivered.
    LOST,
    /// The failure never reached the agent, or the turn ended in another way.
    NO_FAILURE;

    static Saved of(Outcome outcome) {
        return switch (outcome) {
            case RECOVERED -> SAVED;
            case SOFTENED -> SOFTENED;
            case LOST -> LOST;
            case SOUND, TOLERATED, HARMED, NATURAL_FAILURE, NATURAL_RECOVERED -> NO_FAILURE;
        };
    }

    /// As files and programs write it, e.g. `saved`.
    public String wire() { return name().toLowerCase(Locale.ROOT); }
}
