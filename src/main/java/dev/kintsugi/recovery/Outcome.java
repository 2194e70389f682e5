package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.recovery.Detection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a layer hands to the layer around it. Immutable.
sealed interface Outcome {
    /// A reply that nobody objected to.
    record Answered(AgentReply reply, int attempt, String model) implements Outcome {}

    /// An attempt that ended in an error.
    record Failed(AgentError error, int attempt, String model) implements Outcome {}

    /// A pattern held the call back: the circuit is open because of this error, or there was no place or time for it.
    record Rejected(AgentError error, String by, String model) implements Outcome {}

    /// A reply that detectors still object to.
    record Doubted(AgentReply reply, int attempt, String model, List<Detection> detections) implements Outcome {
        boolean flaggedBy(String detector) { return detections.stream().anyMatch(d -> d.detector().equals(detector)); }
    }

    /// Something else in place of a reply.
    record StoodIn(DeliveredStatus status, String text, String by, String model,
            @Nullable AgentError error) implements Outcome {}
}
