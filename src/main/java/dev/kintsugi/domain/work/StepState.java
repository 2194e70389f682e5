package dev.kintsugi.domain.work;

/// How a step of a workflow went.
public enum StepState {
    STARTED, DONE, FAILED,
    /// A person said no.
    REFUSED
}
