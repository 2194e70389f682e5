package dev.kintsugi.lab;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.event.TurnStatus;
import dev.kintsugi.recovery.Delivery;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Holds what was delivered against what was done to the turn. Stateless.
final class Outcomes {
    private Outcomes() {}

    /// What happened on the wire of a turn. Immutable.
    ///
    /// @param decided whether a fault was decided on
    /// @param faulted attempts on which a fault acted
    /// @param errors  errors nobody injected, in order
    /// @param first   what the first attempt answered, absent when it failed
    record Facts(boolean decided, Set<Integer> faulted, List<AgentError> errors, Optional<String> first) {}

    static Outcome of(Facts facts, Delivery delivery) {
        return facts.faulted().isEmpty() ? untouched(facts, delivery) : touched(facts, delivery);
    }

    private static Outcome touched(Facts facts, Delivery delivery) {
        return switch (delivery.status()) {
            case REPLY -> facts.faulted().contains(delivery.attempt()) ? Outcome.LOST : Outcome.RECOVERED;
            case STALE, MESSAGE, HUMAN -> Outcome.SOFTENED;
            case ERROR -> Outcome.LOST;
        };
    }

    private static Outcome untouched(Facts facts, Delivery delivery) {
        return switch (delivery.status()) {
            case REPLY -> replied(facts, delivery);
            case STALE, MESSAGE, HUMAN -> facts.errors().isEmpty() ? Outcome.HARMED : Outcome.NATURAL_FAILURE;
            case ERROR -> Outcome.NATURAL_FAILURE;
        };
    }

    private static Outcome replied(Facts facts, Delivery delivery) {
        if (!facts.errors().isEmpty()) {
            return Outcome.NATURAL_RECOVERED;
        }
        if (facts.first().isPresent() && !facts.first().get().equals(delivery.text())) {
            return Outcome.HARMED;
        }
        return facts.decided() ? Outcome.TOLERATED : Outcome.SOUND;
    }

    static TurnStatus status(Facts facts) {
        return facts.faulted().isEmpty() ? naturalStatus(facts) : TurnStatus.FAILURE;
    }

    /// What the model itself produced: an error counts only when no sound answer came first.
    static TurnStatus naturalStatus(Facts facts) {
        if (facts.errors().isEmpty()) {
            return TurnStatus.SUCCESS;
        }
        return facts.errors().getFirst().wire().timeout() ? TurnStatus.TIMEOUT : TurnStatus.ERROR;
    }
}
