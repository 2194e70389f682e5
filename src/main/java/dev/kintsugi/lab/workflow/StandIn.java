package dev.kintsugi.lab.workflow;

import dev.kintsugi.domain.work.StepState;

/// What became of a step that its own tool could not do. Immutable.
///
/// @param state stale, read only, without or left out
/// @param how   in words that go on from the step's name, e.g. `rests on what search said 3 minutes ago`
public record StandIn(StepState state, String how) {
    /// Whether an act of the plan did not happen.
    boolean nothingDone() { return state == StepState.READ_ONLY || state == StepState.LEFT_OUT; }
}
