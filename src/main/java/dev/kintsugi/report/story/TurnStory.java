package dev.kintsugi.report.story;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.event.TurnStatus;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.domain.truth.Decision;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One turn as it stands: what was said, what the failure made of it, what recovery did, what was delivered. Immutable.
///
/// @param scenarioStep the name of the scenario's step it belongs to; empty in free conversation
/// @param natural      what the model and its tools really answered, of the first faulted call, else of the last
/// @param observed     what the failure made of it; the error in words when it was one; equals natural when none acted
/// @param observedIsError whether observed tells an error instead of a reply
/// @param delivered    what the user got; empty until the turn is concluded
/// @param target       the call that natural and observed belong to: `model` or a tool's name
/// @param startedMs    lab time of the message, milliseconds since 1970
/// @param processingMs lab time from message to delivery; until then what has passed so far
/// @param entries      the turn's events, in order
public record TurnStory(int number, String scenarioStep, Text message, State state, @Nullable Decision decision,
        List<LabEvent.Injected> injections, String target, Text natural, Text observed, boolean observedIsError,
        Text delivered, String deliveredBy, List<LabEvent.Attempted> attempts, List<Detection> detections,
        List<TurnStep> steps, @Nullable TurnStatus status, @Nullable TurnStatus naturalStatus,
        @Nullable DeliveredStatus deliveredStatus, @Nullable Outcome outcome, long startedMs, long processingMs,
        int tokens, String model, boolean simulated, List<Entry> entries) {
    public TurnStory {
        injections = List.copyOf(injections);
        attempts = List.copyOf(attempts);
        detections = List.copyOf(detections);
        steps = List.copyOf(steps);
        entries = List.copyOf(entries);
    }

    /// Whether it is over.
    public enum State {
        OPEN, CONCLUDED, INTERRUPTED
    }

    /// Whether a fault acted on it.
    public boolean failed() { return !injections.isEmpty(); }

    /// How a program was answered that has not asked again since. After a failure its turn stays open, for it may.
    public Optional<TurnStep> answered() {
        return entries.reversed().stream()
                .filter(e -> e.event() instanceof LabEvent.CallArrived || e.event() instanceof LabEvent.CallAnswered)
                .findFirst().filter(e -> e.event() instanceof LabEvent.CallAnswered)
                .flatMap(e -> steps.stream().filter(s -> s.sequence() == e.sequence()).findFirst());
    }

    /// Whether somebody is at it: it is open, and not only because a program may ask again.
    public boolean underWay() { return state == State.OPEN && answered().isEmpty(); }
}
