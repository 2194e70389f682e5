package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.Modes;
import dev.kintsugi.fault.Parameter;
import java.util.HashMap;

/// Reads the `fault` of a step: its mode, its cure and its parameters. Stateless.
public final class StepFaultFile {
    private static final String FAULT = "fault";

    private StepFaultFile() {}

    /// The fault of a step that has one. Throws a [Problem] with its place for a parameter that its mode does not take.
    static StepFault fault(Fields step) {
        var fields = step.map(FAULT);
        return of(FailureMode.of(fields.text("mode")), fields);
    }

    /// A fault of this mode as these fields set it.
    static StepFault of(FailureMode mode, Fields fields) {
        var parameters = new HashMap<String, String>();
        var set = fields.map("parameters");
        for (var name : set.names()) {
            checked(set, name, () -> Modes.parameter(mode, name).check(set.text(name)));
            parameters.put(name, set.text(name));
        }
        if (fields.has(StepFault.CURE)) {
            parameters.put(StepFault.CURE, fields.text(StepFault.CURE));
        }
        return new StepFault(mode, parameters);
    }

    /// The same for a step that uses a tool: the mode must be one that a tool can have.
    public static StepFault fault(Fields step, String tool) {
        var fault = fault(step);
        checked(step.map(FAULT), "mode", () -> Modes.parameter(fault.mode(), Parameter.TARGET).check(tool));
        return fault;
    }

    /// The mode itself knows what it takes; the file knows where it was written.
    private static void checked(Fields at, String name, Runnable check) {
        try {
            check.run();
        } catch (Problem e) {
            throw at.problem(name, e.what() + ": " + e.why(), e.todo());
        }
    }
}
