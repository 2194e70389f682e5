package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.truth.FailureMode;
import java.util.List;
import java.util.Map;

/// A failure as a scenario's file asks for it. Immutable.
///
/// @param parameters the mode's own parameters by name; what is not named keeps its default
/// @param cure       the conditions that end it, any one of which is enough; empty for the mode's own cure
public record StepFault(FailureMode mode, Map<String, String> parameters, List<Cure> cure) {
    public StepFault {
        parameters = Map.copyOf(parameters);
        cure = List.copyOf(cure);
    }

    /// One condition on the request as it is sent. Immutable.
    ///
    /// @param amount attempts for `ATTEMPT`, seconds of lab time for `SECONDS`, else 0
    public record Cure(Kind kind, int amount) {
        /// What the condition looks at.
        public enum Kind {
            /// From this attempt on.
            ATTEMPT,
            /// When this much lab time has passed since the fault began.
            SECONDS,
            /// The request is not the one that failed.
            CHANGED_REQUEST,
            /// Another model is asked.
            ANOTHER_MODEL,
            /// The messages that poisoned the conversation are gone from it.
            CLEAN_HISTORY,
            /// The prompt is small enough.
            FEWER_TOKENS,
            /// Another credential is used.
            FRESH_CREDENTIAL,
            /// Nothing ends it.
            PERSISTENT
        }
    }
}
