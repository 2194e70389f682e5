package dev.kintsugi.lab.workflow;

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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One run of a workflow, step by step: what is done already is not done again. For one thread.
final class WorkflowRun {
    private final Workflow workflow;
    private final WorkTurn turn;
    private final StepRun steps;
    private final Deadline deadline;
    private final Map<String, String> answers = new HashMap<>();
    private final Optional<WorkflowStory> before;
    private final SortedMap<Integer, StandIn> stoodIn = new TreeMap<>();
    private int failures;

    WorkflowRun(Workflow workflow, List<Tool> tools, WorkTurn turn, EarlierAnswers earlier,
            Optional<WorkflowStory> before) {
        this.workflow = workflow;
        this.turn = turn;
        this.before = before;
        this.deadline = Deadline.in(workflow.deadline(), turn.clock());
        this.steps = new StepRun(workflow, tools, turn, earlier, deadline);
        before.ifPresent(story -> stoodIn.putAll(story.stoodIn()));
    }

    void run() {
        turn.record(new LabEvent.WorkflowStarted(workflow.name(), Text.of(workflow.goal()), Text.of(workflow.source()),
                before.isPresent()));
        for (int number = 1; number <= workflow.steps().size(); number++) {
            var step = workflow.steps().get(number - 1);
            var known = before.map(WorkflowStory::done).map(done -> done.get(step(step)));
            if (known.isPresent()) {
                answers.put(step.name(), known.get());
            } else if (onlyLooks() && steps.acts(step)) {
                leftOut(number, step);
            } else if (!done(number, step)) {
                return;
            }
        }
        over();
    }

    private boolean onlyLooks() { return stoodIn.values().stream().anyMatch(StandIn::nothingDone); }

    /// What an act would rest on did not happen.
    private void leftOut(int number, WorkflowStep step) {
        stoodIn.put(number, new StandIn(StepState.LEFT_OUT, "was left out"));
        turn.record(new LabEvent.WorkflowStepped(number, step.tool(), StepState.LEFT_OUT, Text.EMPTY));
    }

    private void over() {
        var told = stoodIn.entrySet().stream()
                .map(e -> "step " + e.getKey() + ", " + workflow.steps().get(e.getKey() - 1).name() + ", "
                        + e.getValue().how())
                .collect(Collectors.joining("; "));
        if (onlyLooks()) {
            failed("Not done: " + workflow.goal() + ". " + sentence(told));
            return;
        }
        change(WorkflowState.COMPLETED, open(told));
        turn.finish(delivered(), told.isEmpty()
                ? "Done: " + workflow.goal()
                : ended("Done: " + workflow.goal() + ". " + sentence(told)));
    }

    private static String sentence(String told) {
        return told.substring(0, 1).toUpperCase(Locale.ROOT) + told.substring(1);
    }

    private DeliveredStatus delivered() {
        return stoodIn.isEmpty()
                ? DeliveredStatus.REPLY
                : stoodIn.values().stream().anyMatch(s -> s.state() == StepState.STALE)
                        ? DeliveredStatus.STALE
                        : DeliveredStatus.MESSAGE;
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
                case StepRun.End.StoodIn stand -> {
                    stoodIn.put(number, stand.as());
                    answers.put(step.name(), stand.answer());
                    turn.record(new LabEvent.WorkflowStepped(number, stand.by(), stand.as().state(),
                            Text.of(stand.answer())));
                    return true;
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
                            var why = "Step " + number + ", " + step.name() + ": " + ended(failed.why())
                                    + " Nobody took it over.";
                            return failed.unknown() ? left(why) : failed(why);
                        }
                    }
                }
            }
        }
    }

    private Help escalate(int number, WorkflowStep step, StepRun.End.Failed failed) {
        change(WorkflowState.ESCALATED, open("step " + number + " failed: " + failed.why()));
        var plan = workflow.steps().stream().map(s -> s.name() + ": " + s.tool()).toList();
        return turn.escalate(plan, doneBefore(), "step " + number + ", " + step.name() + " (" + step.tool() + ")",
                failed.why(),
                failures, workflow.patience());
    }

    private List<String> doneBefore() {
        return before.map(story -> story.done().keySet().stream().filter(step -> !story.stoodIn().containsKey(step))
                .map(step -> story.doneBy().get(step) + " did step " + step + " in an earlier run").toList())
                .orElse(List.of());
    }

    private boolean finished(int number, WorkflowStep step, String by, String answer) {
        answers.put(step.name(), answer);
        turn.record(new LabEvent.WorkflowStepped(number, by, StepState.DONE, Text.of(answer)));
        return true;
    }

    private boolean failed(String why) {
        change(WorkflowState.FAILED, open(why));
        turn.finish(DeliveredStatus.MESSAGE, ended(why));
        return false;
    }

    /// What may have been done is not over: run anew, the workflow would do it twice. It goes on when someone has told.
    private boolean left(String why) {
        turn.finish(DeliveredStatus.MESSAGE, why + " It goes on when someone has told what became of it.");
        return false;
    }

    private static String open(String why) { return why.endsWith(".") ? why.substring(0, why.length() - 1) : why; }

    static String ended(String sentence) { return sentence.endsWith(".") ? sentence : sentence + "."; }

    private void change(WorkflowState state, String why) {
        turn.record(new LabEvent.WorkflowChanged(state, Text.of(why)));
    }

    static String words(AgentError error) {
        var wire = error.wire();
        return (wire.status() > 0 ? "HTTP " + wire.status() + ", " : "") + wire.message();
    }
}
