package dev.kintsugi.lab;

import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.fault.FaultSettings;
import org.jspecify.annotations.Nullable;

/// What a user says, and what is done to the turn. Immutable.
///
/// @param forced     the mode that is injected, absent for none
/// @param faults     the fault settings of this turn; absent for those of the lab
/// @param step       the scenario's step, 0 outside a scenario
/// @param stepName   its name
public record Said(String message, @Nullable Failure forced, @Nullable FaultSettings faults, int step,
        String stepName) {
    /// In free conversation.
    public static Said of(String message, @Nullable Failure forced) { return new Said(message, forced, null, 0, ""); }
}
