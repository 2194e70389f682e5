package dev.kintsugi.report.story;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.domain.truth.Decision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers the events of one turn and tells it at any time. Not safe for use by several threads.
final class TurnFold {
    private final int number;
    private final List<Entry> entries = new ArrayList<>();
    private final List<LabEvent.Injected> injections = new ArrayList<>();
    private final List<LabEvent.Attempted> attempts = new ArrayList<>();
    private final List<Detection> detections = new ArrayList<>();
    private final List<TurnStep> steps = new ArrayList<>();
    private final List<Entry> after = new ArrayList<>();
    private String scenarioStep = "";
    private Text message = Text.EMPTY;
    private long startedMs;
    private @Nullable Decision decision;
    private LabEvent.@Nullable Delivered delivered;
    private LabEvent.@Nullable TurnConcluded concluded;
    private boolean interrupted;
    private @Nullable TurnStory told;
    /// The one entry of a turn that it tells whole, until somebody asks for its story.
    private @Nullable Entry whole;

    /// @param before what was set between the turn before and this one
    TurnFold(int number, List<Entry> before) {
        this.number = number;
        before.forEach(entry -> {
            startedMs = entry.lab();
            tell(entry);
        });
    }

    void add(Entry entry) {
        if (entries.isEmpty() && whole == null && entry.event() instanceof LabEvent.CallServed) {
            whole = entry;
        } else {
            unfold();
            entry.parts().forEach(this::one);
        }
    }

    private void unfold() {
        var all = whole;
        if (all != null) {
            whole = null;
            all.parts().forEach(this::one);
        }
    }

    private void one(Entry entry) {
        if (entries.isEmpty()) {
            startedMs = entry.lab();
        }
        entries.add(entry);
        told = null;
        take(entry);
        if (over() && setsSomething(entry)) {
            after.add(entry);
        } else {
            tell(entry);
        }
    }

    /// What a person set when a turn was over had no part in it.
    private static boolean setsSomething(Entry entry) {
        return entry.event() instanceof LabEvent.SettingChanged || entry.event() instanceof LabEvent.CooldownEnded
                || entry.event() instanceof LabEvent.PanicStopped;
    }

    private void tell(Entry entry) { Steps.of(entry, this).ifPresent(step -> steps.add(place(step), step)); }

    /// What was set since it was over.
    List<Entry> after() { return after; }

    /// A reply is taken back at once, so that nobody reads on; the log tells afterwards why. A person is told why first.
    private int place(TurnStep step) {
        var at = steps.size();
        while (step.mark() == Mark.DETECTED && at > 0 && steps.get(at - 1).takesBack()) {
            at--;
        }
        return at;
    }

    private void take(Entry entry) {
        switch (entry.event()) {
            case LabEvent.ScenarioStep e -> scenarioStep = e.name();
            case LabEvent.MessageReceived e -> {
                message = e.message();
                startedMs = entry.lab();
            }
            case LabEvent.Decided e -> decision = e.decision();
            case LabEvent.Injected e -> injections.add(e);
            case LabEvent.Attempted e -> attempts.add(e);
            case LabEvent.Detected e -> detections.add(e.detection());
            case LabEvent.Delivered e -> delivered = e;
            case LabEvent.TurnConcluded e -> concluded = e;
            case LabEvent.TurnInterrupted _ -> interrupted = true;
            case LabEvent.SessionOpened _,LabEvent.SessionReopened _,LabEvent.SettingChanged _,LabEvent.CheckpointTaken _,LabEvent.ToolIntended _,LabEvent.ToolUsed _,LabEvent.Paused _,LabEvent.Recovering _,LabEvent.Exposed _,LabEvent.AgentRestarted _,LabEvent.SessionReset _,LabEvent.PatienceChanged _,LabEvent.Disconnected _,LabEvent.CooldownEnded _,LabEvent.PanicStopped _,LabEvent.CallArrived _,LabEvent.CallAnswered _,LabEvent.CallServed _,LabEvent.OfPeople _,LabEvent.OfWork _,LabEvent.OfOutside _ ->
                {
                }
        }
    }

    @Nullable
    Decision decision() { return decision; }

    long startedMs() { return startedMs; }

    /// Whether any call into a model was made.
    boolean asked() { return !attempts.isEmpty(); }

    /// Whether a detector's own event told this already.
    boolean caught(String note) {
        return detections.stream().anyMatch(d -> note.equals(d.detector() + ": " + d.reason().value()));
    }

    String deliveredBy() { return delivered == null ? "" : delivered.by(); }

    TurnStory story() {
        var story = told;
        if (story == null) {
            unfold();
            story = tell();
            told = story;
        }
        return story;
    }

    private TurnStory tell() {
        var end = concluded;
        var out = delivered;
        var first = injections.isEmpty() ? null : injections.getFirst();
        var natural = first == null ? lastReply() : first.natural();
        var error = first == null ? lastError() : first.error();
        var observed = !error.isEmpty() ? Text.of(error) : first == null ? natural : first.observed();
        return new TurnStory(number, scenarioStep, message, state(), decision, injections,
                first == null ? "model" : first.target(), natural, observed, !error.isEmpty(),
                out == null ? Text.EMPTY : out.text(), deliveredBy(), attempts, detections, steps,
                end == null ? null : end.status(), end == null ? null : end.naturalStatus(),
                end == null ? null : end.delivered(), end == null ? null : end.outcome(), startedMs,
                end == null ? entries.getLast().lab() - startedMs : end.processingMs(), end == null ? 0 : end.tokens(),
                model(), attempts.stream().anyMatch(LabEvent.Attempted::simulated), entries);
    }

    boolean open() { return whole == null && !over(); }

    private boolean over() { return state() != TurnStory.State.OPEN; }

    private TurnStory.State state() {
        if (concluded != null) {
            return TurnStory.State.CONCLUDED;
        }
        return interrupted ? TurnStory.State.INTERRUPTED : TurnStory.State.OPEN;
    }

    private Text lastReply() {
        return attempts.reversed().stream().filter(a -> a.ok() && !a.reply().value().isEmpty()).findFirst()
                .map(LabEvent.Attempted::reply).orElse(Text.EMPTY);
    }

    /// What the last call failed with, when the turn has no reply at all.
    private String lastError() {
        return attempts.isEmpty() || attempts.getLast().ok() || !lastReply().value().isEmpty()
                ? ""
                : attempts.getLast().error().value();
    }

    private String model() {
        if (delivered != null && !delivered.model().isEmpty()) {
            return delivered.model();
        }
        return attempts.isEmpty() ? "" : attempts.getLast().model();
    }
}
