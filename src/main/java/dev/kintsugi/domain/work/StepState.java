package dev.kintsugi.domain.work;

/// How a step of a workflow went.
public enum StepState {
    STARTED, DONE, FAILED,
    /// A person said no.
    REFUSED,
    /// What its tool said earlier stood in.
    STALE,
    /// A tool that only looks stood in for one that acts: nothing was changed.
    READ_ONLY,
    /// The workflow goes on without it.
    WITHOUT,
    /// It would have acted after an act had failed, and was not begun.
    LEFT_OUT
}
