package dev.kintsugi.report.story;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.truth.Decision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells each event of a turn as a step, or passes over what says nothing to a person. Stateless.
final class Steps {
    private static final String HEALS = ", can heal by itself";

    private Steps() {}

    static Optional<TurnStep> of(Entry entry, TurnFold turn) {
        var told = switch (entry.event()) {
            case LabEvent.Decided e -> decided(e.decision());
            case LabEvent.Injected e -> injected(e, turn.decision());
            case LabEvent.Attempted e -> attempted(e);
            case LabEvent.Detected e -> new Told(Mark.DETECTED,
                    "Caught by the " + e.detection().detector() + " detector: " + e.detection().reason().value(),
                    e.detection().evidence().value());
            case LabEvent.Recovering e -> recovering(e.step(), turn);
            case LabEvent.Paused e -> new Told(Mark.WAIT, paused(e), "");
            case LabEvent.ToolIntended e -> new Told(Mark.ACTION, "The agent is about to act with " + e.tool(),
                    e.arguments().value());
            case LabEvent.ToolUsed e -> new Told(Mark.ACTION,
                    "The agent " + (e.effect() == Effect.READ ? "looked something up with " : "acted with ") + e.tool()
                            + (e.ok() ? "" : ", without success"),
                    e.arguments().value() + " -> " + e.result().value());
            case LabEvent.Exposed e ->
                new Told(Mark.ACTION, TurnStep.TAKEN_BACK, e.shown().value());
            case LabEvent.TurnConcluded e -> concluded(e, turn);
            case LabEvent.TurnInterrupted e -> new Told(Mark.LOST, "Interrupted: " + e.why(), "");
            case LabEvent.PatienceChanged e -> new Told(Mark.ACTION,
                    "Patience " + Words.percent(e.from()) + " to " + Words.percent(e.to()), e.why());
            case LabEvent.Disconnected e -> new Told(Mark.LOST, "The customer disconnected", "");
            case LabEvent.SettingChanged e -> new Told(Mark.ACTION, TurnStep.SETTING + e.name(), e.value().value());
            case LabEvent.CooldownEnded _ -> new Told(Mark.ACTION, "The cooldown was ended", "");
            case LabEvent.PanicStopped _ -> new Told(Mark.ACTION, "Every fault was stopped", "");
            case LabEvent.AgentRestarted e -> new Told(e.restored() ? Mark.RECOVERED : Mark.LOST,
                    e.restored()
                            ? "The agent restarted; a checkpoint brought the conversation back"
                            : "The agent restarted and forgot the conversation",
                    "");
            case LabEvent.OfPeople e -> PeopleWords.told(e);
            case LabEvent.OfWork e -> WorkWords.told(e);
            case LabEvent.CallArrived e -> new Told(Mark.ACTION,
                    "Call " + e.attempt() + " of " + e.caller() + (e.api() == null ? "" : ", " + e.api().words())
                            + (e.streamed() ? ", streamed" : ""),
                    e.request());
            case LabEvent.CallAnswered e -> answered(e);
            case LabEvent.ServiceCalled e -> called(e);
            case LabEvent.SessionOpened _,LabEvent.SessionReopened _,LabEvent.MessageReceived _,LabEvent.ScenarioStep _,LabEvent.CheckpointTaken _,LabEvent.Delivered _,LabEvent.SessionReset _,LabEvent.CallServed _,LabEvent.OfOutside _ ->
                null;
        };
        return Optional.ofNullable(told)
                .map(t -> new TurnStep(entry.lab() - turn.startedMs(), t.mark, t.text, t.detail, entry.sequence()));
    }

    record Told(Mark mark, String text, String detail) {}

    private static Told answered(LabEvent.CallAnswered e) {
        var how = switch (e.ending()) {
            case REPLY -> "a whole reply";
            case ERROR -> "an error, status " + e.status();
            case CLOSED -> "nothing, and a closed connection";
            case CUT -> "a reply that was cut";
            case RESET -> "a reset";
            case STALLED -> "silence";
            case STREAM_ERROR -> "an error in mid-stream";
            case BROKEN -> "something unreadable";
            case EMPTY -> "an empty reply";
            case LEFT -> "less than all: it left";
        };
        return new Told(e.ending().failed() ? Mark.LOST : Mark.NATURAL, "The caller got " + how, e.request());
    }

    private static Told called(LabEvent.ServiceCalled e) {
        var what = e.tool() + ", try " + e.round() + ", ";
        var hurt = e.toxic().isEmpty() ? "" : "A " + e.toxic() + " toxic stood " + e.stream() + ".";
        return e.fault() == null
                ? new Told(Mark.ACTION, what + "was answered in " + Words.seconds(e.latencyMs()), hurt)
                : new Told(Mark.ACTION,
                        what + "failed after " + Words.seconds(e.latencyMs()) + ": " + e.error().value(),
                        e.simulated() ? "The error was simulated." : hurt);
    }

    private static @Nullable Told decided(Decision decision) {
        return decision.injected().isPresent()
                ? null
                : new Told(Mark.NATURAL, "Left alone: " + Words.why(decision), "");
    }

    private static Told injected(LabEvent.Injected e, @Nullable Decision decision) {
        var why = decision == null || decision.injected().isEmpty() ? "" : " (" + Words.why(decision) + ")";
        var where = e.target().equals("model") ? "" : " at " + e.target();
        return new Told(Mark.INJECTED, "Injected: " + Words.named(e.mode()) + where + why,
                (e.error().isEmpty() ? "" : Words.sentence(e.error()) + " ") + Words.ends(e.cure()));
    }

    private static Told attempted(LabEvent.Attempted e) {
        var who = (e.attempt() > 1 ? "Attempt " + e.attempt() + ": the " : "The ")
                + (e.ofModel() ? "model" : "tool " + e.target());
        return e.ok()
                ? new Told(Mark.ACTION, who + " answered in " + Words.seconds(e.latencyMs()), e.model()
                        + (e.simulated() ? " (latency and tokens simulated)" : ""))
                : new Told(Mark.ACTION, who + " gave an error: " + (e.status() == 0 ? "" : e.status() + " ")
                        + e.error().value(), e.model());
    }

    private static @Nullable Told recovering(Step step, TurnFold turn) {
        var note = step.note().value();
        if (step.action() == Step.Action.FLAGGED && turn.caught(note)) {
            return null;
        }
        var mark = switch (step.action()) {
            case SAW_ERROR, FLAGGED -> Mark.DETECTED;
            case WAITS -> Mark.WAIT;
            case PASSED, TRIED_AGAIN, HELD_BACK, FELL_BACK, RESTORED, CIRCUIT, GAVE_UP -> Mark.ACTION;
        };
        if (step.pattern().equals(Words.CALL)) {
            return new Told(mark, "Recovery saw the error" + (note.endsWith(HEALS) ? ", which can heal by itself" : ""),
                    note);
        }
        return new Told(mark, Words.recovery(step), "");
    }

    private static String paused(LabEvent.Paused e) {
        var reason = switch (e.reason()) {
            case MODEL_LATENCY -> "for the model";
            case INJECTED_DELAY -> "in the injected delay";
            case SCRIPT -> "as the script says";
            case BACKOFF -> "before the next attempt";
            case PLACE -> "for a free place";
            case PERSON -> "for a person";
        };
        return "Waited " + Words.seconds(e.plannedMs()) + " " + reason + (e.skipped() ? " (skipped)" : "");
    }

    private static Told concluded(LabEvent.TurnConcluded e, TurnFold turn) {
        return switch (e.outcome()) {
            case SOUND -> new Told(Mark.NATURAL, "Delivered as it came", "");
            case TOLERATED -> new Told(Mark.NATURAL, "Delivered; the fault never reached the agent", "");
            case RECOVERED -> new Told(Mark.RECOVERED, "Recovered: " + delivered(turn), "");
            case SOFTENED ->
                new Told(Mark.SOFTENED, "Softened: " + stoodIn(e.delivered()) + " stood in for the reply", "");
            case LOST -> new Told(Mark.LOST, "Lost: the user got the failure", "");
            case HARMED -> new Told(Mark.LOST, turn.asked()
                    ? "Harmed: a sound reply was replaced"
                    : "Harmed: nothing had failed, and the agent was not asked", "");
            case NATURAL_FAILURE -> new Told(Mark.LOST, "Failed without any injection", "");
            case NATURAL_RECOVERED -> new Told(Mark.RECOVERED,
                    "Recovered from a failure nobody injected: " + delivered(turn), "");
        };
    }

    private static String delivered(TurnFold turn) {
        var by = turn.deliveredBy();
        return by.startsWith("attempt ") ? "the reply of " + by + " was delivered" : "delivered by " + by;
    }

    private static String stoodIn(DeliveredStatus status) {
        return switch (status) {
            case STALE -> "an earlier reply";
            case MESSAGE -> "a message";
            case HUMAN -> "a person";
            case REPLY, ERROR -> "something else";
        };
    }
}
