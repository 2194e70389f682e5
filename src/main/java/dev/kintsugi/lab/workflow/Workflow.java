package dev.kintsugi.lab.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// A goal and the steps that reach it, in order. Immutable.
///
/// Throws `IllegalArgumentException` when there is no step or two have the same name.
///
/// @param goal          what it is for, for whoever has to take over
/// @param deadline      lab time for all steps together, without what people take. Default 300 s
/// @param escalateAfter failures after which a person is called. Default 3
/// @param patience      lab time that a person has to answer; silence is a no. Default 120 s
/// @param source        the file it was read from, as it stands in the log; empty for none
public record Workflow(String name, String goal, Duration deadline, int escalateAfter, Duration patience,
        List<WorkflowStep> steps, String source) {
    public static final Duration DEADLINE = Duration.ofSeconds(300);
    public static final int ESCALATE_AFTER = 3;
    public static final Duration PATIENCE = Duration.ofSeconds(120);

    public Workflow {
        steps = List.copyOf(steps);
        var names = new HashSet<String>();
        steps.stream().map(WorkflowStep::name).filter(each -> !names.add(each)).findFirst().ifPresent(twice -> {
            throw new IllegalArgumentException("two steps are called '" + twice + "': give one another name");
        });
        if (escalateAfter < 1 || !deadline.isPositive() || !patience.isPositive()) {
            throw new IllegalArgumentException("deadline, patience and failures are more than nothing");
        }
    }

    /// One without steps, with the usual limits.
    public static Workflow named(String name, String goal) {
        return new Workflow(name, goal, DEADLINE, ESCALATE_AFTER, PATIENCE, List.of(), "");
    }

    /// With one step more.
    public Workflow then(WorkflowStep step) {
        var more = new ArrayList<>(steps);
        more.add(step);
        return new Workflow(name, goal, deadline, escalateAfter, patience, more, source);
    }

    public Workflow within(Duration other) {
        return new Workflow(name, goal, other, escalateAfter, patience, steps, source);
    }

    public Workflow escalatingAfter(int failures) {
        return new Workflow(name, goal, deadline, failures, patience, steps, source);
    }
}
