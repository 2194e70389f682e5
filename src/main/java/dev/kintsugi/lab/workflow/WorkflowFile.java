package dev.kintsugi.lab.workflow;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.people.ApprovalRule;
import dev.kintsugi.lab.scenario.Fields;
import dev.kintsugi.lab.scenario.PlainYaml;
import dev.kintsugi.lab.scenario.ScenarioText;
import dev.kintsugi.lab.scenario.SchemaCheck;
import dev.kintsugi.lab.scenario.StepFaultFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Reads a workflow from YAML, checked against `schema/workflow.schema.json`. What is wrong with it is told as a
/// [Problem] with file, line and column. Stateless.
public final class WorkflowFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    private WorkflowFile() {}

    /// The workflow in a file.
    public static Workflow read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Problem("This workflow cannot be run", file + " is not a file that exists", "Check the path");
        }
        return told(() -> parse(file.toString(), ScenarioText.read(file)));
    }

    /// The workflow in a text, e.g. as the log kept it.
    ///
    /// @param name what complaints call the text
    public static Workflow read(String name, String text) { return told(() -> parse(name, text)); }

    private static Workflow told(Supplier<Workflow> reading) {
        try {
            return reading.get();
        } catch (Problem e) {
            throw new Problem("This workflow cannot be run", e.why(), e.todo(), e);
        }
    }

    private static Workflow parse(String name, String text) {
        var source = PlainYaml.read(name, text);
        SchemaCheck.WORKFLOW.check(source);
        var file = Fields.of(source);
        var steps = new ArrayList<WorkflowStep>();
        var known = new HashSet<String>();
        for (var fields : file.maps("steps")) {
            var step = step(fields, known);
            if (!known.add(step.name())) {
                throw fields.problem("name", "another step is called '" + step.name() + "' too",
                        "Give each step a name of its own");
            }
            steps.add(step);
        }
        return new Workflow(file.text("name"), file.text("goal").strip(), seconds(file, "deadline", Workflow.DEADLINE),
                (int) file.number("escalate_after", Workflow.ESCALATE_AFTER),
                seconds(file, "patience", Workflow.PATIENCE), steps, text);
    }

    private static WorkflowStep step(Fields fields, Set<String> before) {
        var arguments = JSON.convertValue(fields.map("with").map().isObject()
                ? fields.map("with").map()
                : JSON.createObjectNode(), OBJECT);
        for (var argument : arguments.entrySet()) {
            for (var name : References.steps(argument.getValue())) {
                if (!before.contains(name)) {
                    throw fields.map("with").problem(argument.getKey(),
                            "it uses the answer of '" + name + "', and no earlier step has this name",
                            before.isEmpty() ? "Write the value" : "Use one of: " + String.join(", ", before));
                }
            }
        }
        return new WorkflowStep(fields.text("name"), fields.text("tool"), arguments, rule(fields.text("approve")),
                seconds(fields, "timeout", WorkflowStep.TIMEOUT),
                (int) fields.number("attempts", WorkflowStep.ATTEMPTS), fallbacks(fields),
                fields.has("fault") ? StepFaultFile.fault(fields, fields.text("tool")) : null);
    }

    private static List<Fallback> fallbacks(Fields fields) {
        return fields.maps("fallback").stream().<Fallback>map(each -> each.map().isTextual()
                ? new Fallback.Other(each.map().asText())
                : each.has("cached")
                        ? new Fallback.Cached(Duration.ofSeconds(each.number("cached", 0)))
                        : new Fallback.Message(each.text("message")))
                .toList();
    }

    private static ApprovalRule rule(String word) {
        return switch (word) {
            case "never" -> ApprovalRule.NEVER;
            case "always" -> ApprovalRule.EFFECTS;
            default -> ApprovalRule.RISKY;
        };
    }

    private static Duration seconds(Fields fields, String name, Duration usual) {
        return Duration.ofSeconds(fields.number(name, usual.toSeconds()));
    }
}
