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

    public String wire() { return name().toLowerCase(Locale.ROOT); }
}
