package dev.kintsugi.domain.work;

/// How a workflow stands.
public enum WorkflowState {
    RUNNING, WAITING_FOR_APPROVAL,
    /// A person has it, or must take it.
    ESCALATED, COMPLETED, FAILED;

    public boolean over() { return this == COMPLETED || this == FAILED; }
}
