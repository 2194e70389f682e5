package dev.kintsugi.lab.experiment;

import java.util.Locale;

/// How an episode ended.
public enum Verdict {
    /// Everything was delivered sound: no failure was due, or it was tolerated.
    PASSED,
    /// Every failure that reached the agent was delivered sound.
    RECOVERED,
    /// Failed: a failure was delivered, or a message stood in.
    RECOVERY_NOT_OBSERVED,
    /// Failed: the failure that was asked for never fired. This proves nothing, so it is no pass.
    FAULT_NOT_TRIGGERED,
    /// Failed: the episode did not reach its last turn.
    SCHEDULE_INCOMPLETE,
    /// Failed: recovery replaced a sound reply.
    HARMED,
    /// Failed: the agent failed by itself, as when it claims a deed that nobody did or sends more than its window holds.
    FAILED_BY_ITSELF,
    /// Failed: garbled words got another answer than the same words written well.
    MISUNDERSTOOD,
    /// The lab itself broke: neither a success nor a failure of the agent, and in no rate.
    INFRASTRUCTURE_ERROR;

    public boolean success() { return this == PASSED || this == RECOVERED; }

    /// Whether it says anything about the agent.
    public boolean counts() { return this != INFRASTRUCTURE_ERROR; }

    public String wire() { return name().toLowerCase(Locale.ROOT); }

    /// For people.
    public String words() { return wire().replace('_', ' '); }
}
