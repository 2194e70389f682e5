package dev.kintsugi.lab.workflow;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.EventKinds;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.lab.Session;
import dev.kintsugi.report.audit.LogReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads a workflow from a session's log. For one thread.
final class WorkflowFold {
    private static final EventKinds TELLING = EventKinds.of(LabEvent.OfWork.class, LabEvent.Recovering.class,
            LabEvent.ApprovalGiven.class, LabEvent.TurnConcluded.class, LabEvent.TurnInterrupted.class);

    private final TreeMap<Integer, String> done = new TreeMap<>();
    private final Map<Integer, String> doneBy = new HashMap<>();
    private final TreeMap<Integer, StandIn> stoodIn = new TreeMap<>();
    private String how = "";
    private LabEvent.@Nullable WorkflowStarted started;
    private WorkflowState state = WorkflowState.RUNNING;
    private boolean interrupted;
    private boolean underWay;
    private String why = "";

    /// The workflow that a session is about; empty when it is about none.
    static Optional<WorkflowStory> of(Session session) {
        var fold = new WorkflowFold();
        session.turns().forEach(turn -> fold.add(turn.entries()));
        return fold.story(session.id());
    }

    /// The same from the lines of its log: only those are read that can say something of a workflow.
    ///
    /// @param live whether its session is open here; what is under way in one that is not was interrupted
    static Optional<WorkflowStory> of(SessionId id, Consumer<Consumer<String>> lines, boolean live) {
        var fold = new WorkflowFold();
        lines.accept(line -> {
            if (TELLING.on(line)) {
                fold.add(LogReader.entries(line));
            }
        });
        fold.interrupted |= fold.underWay && !live;
        return fold.story(id);
    }

    private void add(List<Entry> entries) {
        for (var entry : entries) {
            switch (entry.event()) {
                case LabEvent.WorkflowStarted e -> {
                    started = e;
                    state = WorkflowState.RUNNING;
                    interrupted = false;
                    underWay = true;
                }
                case LabEvent.Recovering e when e.step().action() == Step.Action.FELL_BACK ->
                    how = e.step().note().value();
                case LabEvent.WorkflowStepped e -> stepped(e);
                case LabEvent.WorkflowChanged e -> {
                    state = e.state();
                    why = e.why().value();
                }
                case LabEvent.ApprovalGiven e when state == WorkflowState.WAITING_FOR_APPROVAL -> {
                    state = WorkflowState.RUNNING;
                    why = "";
                }
                case LabEvent.TurnConcluded _ -> underWay = false;
                case LabEvent.TurnInterrupted _ -> interrupted = started != null && !state.over();
                default -> {
                }
            }
        }
    }

    private void stepped(LabEvent.WorkflowStepped e) {
        switch (e.state()) {
            case DONE -> done(e);
            case STALE, READ_ONLY, WITHOUT -> {
                done(e);
                stoodIn.put(e.step(), new StandIn(e.state(), how));
            }
            case LEFT_OUT -> stoodIn.put(e.step(), new StandIn(e.state(), "was left out"));
            case STARTED, FAILED, REFUSED -> {
            }
        }
    }

    private void done(LabEvent.WorkflowStepped e) {
        done.put(e.step(), e.note().value());
        doneBy.put(e.step(), e.tool());
    }

    private Optional<WorkflowStory> story(SessionId session) {
        var begun = started;
        return begun == null
                ? Optional.empty()
                : Optional.of(new WorkflowStory(session, begun.name(), begun.goal().value(),
                        begun.definition().value(), state, interrupted, done, doneBy, stoodIn,
                        why));
    }
}
