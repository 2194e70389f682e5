package dev.kintsugi.lab.workflow;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.people.Help;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.work.StepState;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.lab.WorkTurn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One run of a workflow, step by step: what is done already is not done again. For one thread.
final class WorkflowRun {
    private final Workflow workflow;
    private final WorkTurn turn;
    private final StepRun steps;
    private final Deadline deadline;
    private final Map<String, String> answers = new HashMap<>();
    private final Optional<WorkflowStory> before;
    private int failures;

    WorkflowRun(Workflow workflow, List<Tool> tools, WorkTurn turn, SessionId session, Optional<WorkflowStory> before) {
        this.workflow = workflow;
        this.turn = turn;
        this.before = before;
        this.deadline = Deadline.in(workflow.deadline(), turn.clock());
        this.steps = new StepRun(workflow, tools, turn, session, deadline);
    }

    void run() {
        turn.record(new LabEvent.WorkflowStarted(workflow.name(), Text.of(workflow.goal()), Text.of(workflow.source()),
                before.isPresent()));
        for (int number = 1; number <= workflow.steps().size(); number++) {
            var step = workflow.steps().get(number - 1);
            var known = before.map(WorkflowStory::done).map(done -> done.get(step(step)));
            if (known.isPresent()) {
                answers.put(step.name(), known.get());
            } else if (!done(number, step)) {
                return;
            }
        }
        change(WorkflowState.COMPLETED, "");
        turn.finish(DeliveredStatus.REPLY, "Done: " + workflow.goal());
    }

    private int step(WorkflowStep step) { return workflow.steps().indexOf(step) + 1; }

    /// Whether the step was done, by a tool or by a person; if not, the workflow is over.
    private boolean done(int number, WorkflowStep step) {
        turn.record(new LabEvent.WorkflowStepped(number, step.tool(), StepState.STARTED, Text.EMPTY));
        var fault = step.fault();
        turn.step(fault == null ? null : fault.mode(), fault == null ? Map.of() : fault.parameters(), step.tool());
        var end = steps.run(number, step, answers);
        while (true) {
            switch (end) {
                case StepRun.End.Done done -> {
                    return finished(number, step, done.tool(), done.answer());
                }
                case StepRun.End.Refused refused -> {
                    turn.record(new LabEvent.WorkflowStepped(number, step.tool(), StepState.REFUSED,
                            Text.of(refused.why())));
                    return failed("Step " + number + ", " + step.name() + ": " + refused.why());
                }
                case StepRun.End.Failed failed -> {
                    failures += failed.failures();
                    turn.record(new LabEvent.WorkflowStepped(number, step.tool(), StepState.FAILED,
                            Text.of(failed.why())));
                    var help = escalate(number, step, failed);
                    switch (help) {
                        case Help.Answered answered -> {
                            return finished(number, step, answered.by(), answered.text());
                        }
                        case Help.HandedBack _ -> {
                            change(WorkflowState.RUNNING, "handed back");
                            end = steps.run(number, step, answers);
                        }
                        case Help.Nobody _ -> {
                            return failed("Step " + number + ", " + step.name() + ": " + failed.why()
                                    + ". Nobody took it over");
                        }
                    }
                }
            }
        }
    }

    private Help escalate(int number, WorkflowStep step, StepRun.End.Failed failed) {
        change(WorkflowState.ESCALATED, "step " + number + " failed: " + failed.why());
        var plan = workflow.steps().stream().map(s -> s.name() + ": " + s.tool()).toList();
        return turn.escalate(plan, "step " + number + ", " + step.name() + " (" + step.tool() + ")", failed.why(),
                failures, workflow.patience());
    }

    private boolean finished(int number, WorkflowStep step, String by, String answer) {
        answers.put(step.name(), answer);
        turn.record(new LabEvent.WorkflowStepped(number, by, StepState.DONE, Text.of(answer)));
        return true;
    }

    private boolean failed(String why) {
        var plain = why.endsWith(".") ? why.substring(0, why.length() - 1) : why;
        change(WorkflowState.FAILED, plain);
        turn.finish(DeliveredStatus.MESSAGE, plain + ".");
        return false;
    }

    private void change(WorkflowState state, String why) {
        turn.record(new LabEvent.WorkflowChanged(state, Text.of(why)));
    }

    static String words(AgentError error) {
        var wire = error.wire();
        return (wire.status() > 0 ? "HTTP " + wire.status() + ", " : "") + wire.message();
    }
}
