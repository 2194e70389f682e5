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
/// @param wish       what else the request asks for
/// @param planned    whether the lab's plans of faults act on it
/// @param near       what stands nearest to the services of its tools
public record Said(String message, @Nullable Failure forced, @Nullable FaultSettings faults, int step,
        String stepName, Wish wish, boolean planned, Nearby near) {
    public Said(String message, @Nullable Failure forced, @Nullable FaultSettings faults, int step, String stepName,
            Wish wish, boolean planned) {
        this(message, forced, faults, step, stepName, wish, planned, Nearby.NOTHING);
    }

    /// The same, with something near the services.
    public Said beside(Nearby other) { return new Said(message, forced, faults, step, stepName, wish, planned, other); }

    /// What is left to no plan.
    public Said(String message, @Nullable Failure forced, @Nullable FaultSettings faults, int step, String stepName,
            Wish wish) {
        this(message, forced, faults, step, stepName, wish, false);
    }

    /// In a scenario.
    public Said(String message, @Nullable Failure forced, @Nullable FaultSettings faults, int step, String stepName) {
        this(message, forced, faults, step, stepName, Wish.NONE);
    }

    /// By another program.
    public static Said of(String message, @Nullable Failure forced, Wish wish) {
        return new Said(message, forced, null, 0, "", wish, true);
    }

    /// What a program may ask for with one message. Immutable.
    ///
    /// @param model     which model is asked first; empty for the usual one
    /// @param maxTokens upper bound of the answer; 0 leaves it to the model
    /// @param context   what the program knows of its user, a JSON object as text; empty for nothing
    /// @param policy    the recovery policy of this turn and those that follow; empty for the one the session has
    public record Wish(String model, int maxTokens, String context, String policy) {
        public static final Wish NONE = new Wish("", 0, "", "");

        boolean plain() { return model.isEmpty() && maxTokens == 0 && context.isEmpty(); }
    }

    /// In free conversation.
    public static Said of(String message, @Nullable Failure forced) { return new Said(message, forced, null, 0, ""); }
}
