package dev.kintsugi.domain.event;

import java.util.Locale;

/// How a turn ended, measured against the truth.
public enum Outcome {
    /// Nothing failed, and the reply was delivered.
    SOUND,
    /// A fault was decided but never reached the agent.
    TOLERATED,
    /// It failed, and what was delivered comes unaltered from an attempt on which no fault acted.
    RECOVERED,
    /// It failed, and a message, a stale reply or a human stood in.
    SOFTENED,
    /// It failed, and the failure was delivered.
    LOST,
    /// Nothing failed, but recovery replaced a sound reply.
    HARMED,
    /// It failed without an injection, and was not recovered.
    NATURAL_FAILURE,
    /// It failed without an injection, and was recovered.
    NATURAL_RECOVERED;

    public String wire() { return name().toLowerCase(Locale.ROOT); }

    /// Whether an injected failure reached the agent: the denominator of the recovery rate.
    public boolean manifested() { return this == RECOVERED || this == SOFTENED || this == LOST; }
}
