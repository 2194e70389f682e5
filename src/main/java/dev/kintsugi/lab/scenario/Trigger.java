package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.truth.FailureMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What must have happened for an item of a ledger to be due. Immutable.
public sealed interface Trigger {
    /// It was lost before the script began: always due.
    record Sunk() implements Trigger {}

    /// At least so many unmended failures of a kind.
    record Failures(Which which, int atLeast) implements Trigger {
        public Failures {
            if (atLeast < 1) {
                throw new IllegalArgumentException("at least one failure, was " + atLeast);
            }
        }
    }

    /// Due once for each unmended failure of a kind.
    record EachFailure(Which which) implements Trigger {}

    /// Due once for each call beyond a step's first.
    record EachRetry(Which which) implements Trigger {}

    /// The customer gave up.
    record Disconnected() implements Trigger {}

    /// A restart lost the conversation.
    record MemoryLost() implements Trigger {}

    /// One of several is enough.
    record AnyOf(List<Trigger> triggers) implements Trigger {
        public AnyOf {
            triggers = List.copyOf(triggers);
        }
    }

    /// All of several are needed.
    record AllOf(List<Trigger> triggers) implements Trigger {
        public AllOf {
            triggers = List.copyOf(triggers);
        }
    }

    /// Which steps are meant. Immutable.
    ///
    /// @param step      only this step, 0 for any
    /// @param mode      only this failure, absent for any
    /// @param delivered only where the customer got the failure itself, not something that stood in for the answer
    record Which(int step, @Nullable FailureMode mode, boolean delivered) {
        public static final Which ANY = new Which(0, null, false);

        boolean matches(Happening.Moment moment) {
            return (step == 0 || step == moment.step()) && (mode == null || mode.equals(moment.mode()))
                    && (!delivered || moment.ending() == Ending.FAILED);
        }
    }
}
