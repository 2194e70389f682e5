package dev.kintsugi.workbench;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.event.TurnStatus;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import dev.kintsugi.domain.truth.Roll;
import dev.kintsugi.report.story.SessionStory;
import dev.kintsugi.report.story.TurnStory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a session's events by hand and tells them, so that screens can be tested without a lab.
public final class Stories {
    public static final SessionId SESSION = new SessionId("s1");
    public static final String NATURAL = "Your deductible is 1,200 for each claim.";
    public static final String OBSERVED = "Your deductible is 900 for each claim.";

    private final SessionStory story = new SessionStory();
    private long sequence;
    private long now = 1_000;
    private int turn;

    public SessionStory told() { return story; }

    public List<TurnStory> turns() { return story.turns(); }

    public TurnStory last() { return story.turns().getLast(); }

    /// A message that is not answered yet.
    public Stories message(String message) {
        turn++;
        return add(new LabEvent.MessageReceived(Text.of(message), null));
    }

    public Stories add(LabEvent event) {
        now += 10;
        story.add(new Entry(SESSION, turn, ++sequence, now, now, 0, event));
        return this;
    }

    public Stories sound() {
        message("How much is my deductible?").add(new LabEvent.Decided(decision(Decision.Reason.OFF, null)))
                .add(attempt(1, true, NATURAL));
        return deliver(NATURAL, DeliveredStatus.REPLY, Outcome.SOUND);
    }

    public Stories hallucinated(Outcome outcome) {
        message("How much is my deductible?").add(new LabEvent.Decided(decision(Decision.Reason.ROLLED,
                FailureMode.HALLUCINATION))).add(attempt(1, true, NATURAL)).add(injected(FailureMode.HALLUCINATION,
                        OBSERVED, ""));
        return switch (outcome) {
            case RECOVERED ->
                detected().add(attempt(2, true, NATURAL)).deliver(NATURAL, DeliveredStatus.REPLY, outcome);
            case SOFTENED ->
                detected().deliver("I am not sure, let me hand you over.", DeliveredStatus.MESSAGE, outcome);
            default -> deliver(OBSERVED, DeliveredStatus.REPLY, outcome);
        };
    }

    public Stories unavailable(Outcome outcome) {
        message("Who handles my claim?").add(new LabEvent.Decided(decision(Decision.Reason.FORCED,
                FailureMode.SERVICE_UNAVAILABLE))).add(attempt(1, false, "503 the service is unavailable"))
                .add(injected(FailureMode.SERVICE_UNAVAILABLE, "", "503 the service is unavailable"));
        return outcome == Outcome.LOST
                ? deliver("503 the service is unavailable", DeliveredStatus.ERROR, outcome)
                : deliver("An older answer.", DeliveredStatus.STALE, outcome);
    }

    public Stories interrupted() { return message("Hello?").add(new LabEvent.TurnInterrupted("stopped")); }

    private Stories detected() {
        return add(new LabEvent.Detected(new Detection("claims", 1, Text.of("900 is not in the policy"), 19, 22,
                Text.of("policy: deductible 1,200"))));
    }

    public Stories deliver(String text, DeliveredStatus status, Outcome outcome) {
        add(new LabEvent.Delivered(status, Text.of(text), "attempt 1", "scripted"));
        return add(new LabEvent.TurnConcluded(outcome == Outcome.SOUND ? TurnStatus.SUCCESS : TurnStatus.FAILURE,
                TurnStatus.SUCCESS, status, outcome, 1, 120, 640));
    }

    private static LabEvent.Attempted attempt(int attempt, boolean ok, String text) {
        return new LabEvent.Attempted(attempt, 1, "model", "scripted", 80, 20, 300, true, ok,
                ok ? Text.of(text) : Text.EMPTY, null, ok ? 0 : 503, null, null, ok ? Text.EMPTY : Text.of(text));
    }

    private static LabEvent.Injected injected(FailureMode mode, String observed, String error) {
        return new LabEvent.Injected(mode, 1, "model", Text.of(NATURAL), Text.of(observed), error, List.of(),
                "the request is another one");
    }

    public static Decision decision(Decision.Reason reason, @Nullable FailureMode mode) {
        var rolls = reason == Decision.Reason.ROLLED
                ? List.of(new Roll(FailureMode.HALLUCINATION, 300_000, List.of(new Roll.Factor("multiplier", 500_000)),
                        150_000, 112_345, mode != null, "fault.roll.hallucination"))
                : List.<Roll>of();
        return new Decision(reason, mode, Law.SEQUENTIAL, 0, 0, rolls, 42, 7);
    }
}
