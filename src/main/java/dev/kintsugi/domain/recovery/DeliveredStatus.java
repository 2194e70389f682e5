package dev.kintsugi.domain.recovery;

import java.util.Locale;

/// What kind of thing the user got.
public enum DeliveredStatus {
    /// A reply of the agent.
    REPLY,
    /// An earlier reply, marked as such.
    STALE,
    /// A message in natural language that stands in for a reply.
    MESSAGE,
    /// A person's words that stand in for a reply.
    HUMAN,
    /// The failure itself: an error.
    ERROR;

    /// Whether the user got an answer, from the agent, from its memory or from a person, and not an error or words in its
    /// place.
    public boolean answers() {
        return switch (this) {
            case REPLY, STALE, HUMAN -> true;
            case MESSAGE, ERROR -> false;
        };
    }

    public String wire() { return name().toLowerCase(Locale.ROOT); }
}
