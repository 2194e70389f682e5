package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.truth.FailureMode;
import java.util.Map;

/// A failure as a scenario's file asks for it. Immutable.
///
/// @param parameters the mode's own parameters by name, and [#CURE] when the file states one; what is not named keeps
///                   its default
public record StepFault(FailureMode mode, Map<String, String> parameters) {
    /// The parameter that says what ends the failure: `default`, `persistent`, `attempts N` or `seconds N`.
    public static final String CURE = "cure";

    public StepFault {
        parameters = Map.copyOf(parameters);
    }
}
