package dev.kintsugi.agent.provider;

import dev.kintsugi.domain.Problem;
import java.util.List;

/// What a [ConnectionTest] found. Immutable.
public sealed interface ConnectionReport {
    /// The model answered.
    ///
    /// @param model     the model that answered, as it calls itself
    /// @param latencyMs the whole answer, in milliseconds
    /// @param models    what the provider offers; empty when it does not say
    record Works(String model, long latencyMs, List<String> models) implements ConnectionReport {
        public Works {
            models = List.copyOf(models);
        }

        @Override
        public String text() { return "Works: " + model + " answered in " + latencyMs + " ms."; }
    }

    /// It did not; the problem says what, why and what to do.
    record Fails(Problem problem) implements ConnectionReport {
        @Override
        public String text() { return problem.getMessage() + "."; }
    }

    /// One or two sentences for a person.
    String text();
}
