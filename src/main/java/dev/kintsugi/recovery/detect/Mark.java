package dev.kintsugi.recovery.detect;

/// What a turn of phrase gives away. The phrases of each stand in `recovery/lexicon.yaml`.
enum Mark {
    /// Will not, or cannot, do something.
    REFUSES,
    /// Puts off acting until all is certain.
    HESITATES,
    /// Asks what was meant.
    CLARIFIES,
    /// Asks how it may help.
    COURTESY,
    /// Talks about its own plan.
    PLANS,
    /// Begins its plan over again.
    RESTARTS,
    /// Promises to do something shortly.
    PROMISES,
    /// Leaves the subject.
    DRIFTS,
    /// Draws a conclusion.
    CONCLUDES,
    /// Gives a reason.
    REASONS,
    /// Advises to leave something out, or to do it without care.
    NEGLECTS,
    /// Says that something holds always, for all, or never.
    ABSOLUTE,
    /// Names a source.
    CITES,
    /// Takes back what was said before.
    CORRECTS,
    /// Says that something in the world has been done.
    DONE,
    /// Speaks of a case, a wish or a plan rather than of what is so.
    SUPPOSES,
    /// Speaks of what belongs to the user or to the agent's house.
    OURS,
    /// Says no.
    NOT
}
