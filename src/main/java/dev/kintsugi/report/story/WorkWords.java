package dev.kintsugi.report.story;

import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.work.Finding;
import dev.kintsugi.domain.work.StepState;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.report.story.Steps.Told;
import java.util.Locale;
import java.util.stream.Collectors;

/// Tells how effects were settled, workflows moved and sessions were mended. Stateless.
final class WorkWords {
    private WorkWords() {}

    static Told told(LabEvent.OfWork event) {
        return switch (event) {
            case LabEvent.EffectSettled e -> new Told(Mark.DETECTED,
                    "An effect that was unknown is " + words(e.state()) + ", says " + e.by(), e.note().value());
            case LabEvent.StateRestored e -> new Told(Mark.ACTION,
                    "State put back to " + e.checkpoint() + ", " + e.messages() + " messages", "");
            case LabEvent.WorkflowStarted e -> new Told(Mark.ACTION,
                    "Workflow " + e.name() + (e.resumed() ? " goes on" : " begins"), e.goal().value());
            case LabEvent.WorkflowStepped e -> new Told(mark(e.state()),
                    "Step " + e.step() + ", " + e.tool() + ": " + words(e.state()), e.note().value());
            case LabEvent.WorkflowChanged e -> new Told(mark(e.state()), "Workflow " + words(e.state()),
                    e.why().value());
            case LabEvent.SessionRecovered e -> new Told(e.whole() ? Mark.RECOVERED : Mark.LOST,
                    e.whole() ? "The session was recovered" : "The session was recovered in part",
                    e.findings().stream().filter(f -> f.result() != Finding.Result.FINE)
                            .map(f -> f.part() + ": " + f.note().value()).collect(Collectors.joining("; ")));
            case LabEvent.SpeechFailed e -> new Told(Mark.DETECTED, "The reply was not spoken: " + e.engine(),
                    e.why().value());
        };
    }

    private static Mark mark(StepState state) {
        return switch (state) {
            case STARTED, DONE -> Mark.ACTION;
            case FAILED, REFUSED -> Mark.DETECTED;
            case STALE, READ_ONLY, WITHOUT, LEFT_OUT -> Mark.SOFTENED;
        };
    }

    private static Mark mark(WorkflowState state) {
        return switch (state) {
            case RUNNING, COMPLETED -> Mark.ACTION;
            case WAITING_FOR_APPROVAL, ESCALATED -> Mark.WAIT;
            case FAILED -> Mark.LOST;
        };
    }

    private static String words(Enum<?> constant) { return constant.name().toLowerCase(Locale.ROOT).replace('_', ' '); }
}
