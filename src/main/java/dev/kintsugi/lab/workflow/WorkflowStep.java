package dev.kintsugi.lab.workflow;

import dev.kintsugi.domain.people.ApprovalRule;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.Modes;
import dev.kintsugi.fault.Parameter;
import dev.kintsugi.lab.scenario.StepFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One step: a tool, what it is used with, and what happens when it fails. Immutable.
///
/// @param name      by which later steps use its answer: `${name.field}` in an argument
/// @param arguments by name; texts may refer to earlier answers
/// @param approve   before which acts a person is asked. Default risky ones
/// @param timeout   how long one use may take. Default 10 s
/// @param attempts  tries of each tool, the first included, as long as it can heal. Default 3
/// @param fallbacks what stands in when its tool fails, in order
/// @param fault     the failure that is forced on it; absent for none
public record WorkflowStep(String name, String tool, Map<String, Object> arguments, ApprovalRule approve,
        Duration timeout, int attempts, List<Fallback> fallbacks, @Nullable StepFault fault) {
    public static final Duration TIMEOUT = Duration.ofSeconds(10);
    public static final int ATTEMPTS = 3;

    public WorkflowStep {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        fallbacks = List.copyOf(fallbacks);
        if (name.isBlank() || tool.isBlank() || attempts < 1 || !timeout.isPositive()) {
            throw new IllegalArgumentException("a step has a name, a tool, a timeout and at least one attempt");
        }
        if (fault != null) {
            Modes.parameter(fault.mode(), Parameter.TARGET).check(tool);
            Modes.check(fault.mode(), fault.parameters());
        }
    }

    /// A step named after its tool, with the usual limits.
    public static WorkflowStep of(String tool, Map<String, Object> arguments) {
        return new WorkflowStep(tool, tool, arguments, ApprovalRule.RISKY, TIMEOUT, ATTEMPTS, List.of(), null);
    }

    /// Under another name: for a tool that several steps use.
    public WorkflowStep named(String other) {
        return new WorkflowStep(other, tool, arguments, approve, timeout, attempts, fallbacks, fault);
    }

    /// These tools in its place, in this order.
    public WorkflowStep orElse(String... tools) {
        var step = this;
        for (var other : tools) {
            step = step.or(new Fallback.Other(other));
        }
        return step;
    }

    /// Then what its tool said earlier, when that is not older.
    public WorkflowStep orCached(Duration maxAge) { return or(new Fallback.Cached(maxAge)); }

    /// Then nothing: the workflow goes on without it and says this.
    public WorkflowStep orSay(String text) { return or(new Fallback.Message(text)); }

    private WorkflowStep or(Fallback fallback) {
        var more = new ArrayList<>(fallbacks);
        more.add(fallback);
        return new WorkflowStep(name, tool, arguments, approve, timeout, attempts, more, fault);
    }

    public WorkflowStep trying(int times, Duration each) {
        return new WorkflowStep(name, tool, arguments, approve, each, times, fallbacks, fault);
    }

    public WorkflowStep asking(ApprovalRule rule) {
        return new WorkflowStep(name, tool, arguments, rule, timeout, attempts, fallbacks, fault);
    }

    /// Fails in this way: for trying out what becomes of the workflow.
    public WorkflowStep failing(FailureMode mode, Map<String, String> parameters) {
        return new WorkflowStep(name, tool, arguments, approve, timeout, attempts, fallbacks,
                new StepFault(mode, parameters));
    }
}
