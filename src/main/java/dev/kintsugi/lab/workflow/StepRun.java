package dev.kintsugi.lab.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.lab.Consent;
import dev.kintsugi.lab.WorkTurn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Does one step: its tool, tried as often as it may heal, then each fallback. For one thread.
record StepRun(Workflow workflow, List<Tool> tools, WorkTurn turn, SessionId session, Deadline deadline) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration BASE = Duration.ofSeconds(1);
    private static final Duration CAP = Duration.ofSeconds(10);

    /// How a step ended.
    sealed interface End {
        record Done(String tool, String answer) implements End {}

        /// A person said no.
        record Refused(String why) implements End {}

        record Failed(String why, int failures) implements End {}
    }

    End run(int number, WorkflowStep step, Map<String, String> answers) {
        String arguments;
        try {
            arguments = References.resolved(step.arguments(), answers);
        } catch (IllegalArgumentException e) {
            return new End.Failed(String.valueOf(e.getMessage()), 1);
        }
        End end = new End.Failed("no tool was tried", 0);
        int failures = 0;
        for (var name : chain(step)) {
            end = tried(number, step, tool(name), arguments, failures);
            if (!(end instanceof End.Failed failed)) {
                return end;
            }
            failures = failed.failures();
            if (turn.unknown(key(number, name))) {
                return new End.Failed(failed.why() + ". It is not known whether it was done, so nothing else is tried",
                        failures);
            }
            if (failures >= workflow.escalateAfter() || deadline.passed(turn.clock())) {
                return end;
            }
        }
        return end;
    }

    private static List<String> chain(WorkflowStep step) {
        var chain = new ArrayList<String>();
        chain.add(step.tool());
        chain.addAll(step.fallbacks());
        return chain;
    }

    private Tool tool(String name) {
        return tools.stream().filter(t -> t.spec().name().equals(name)).findFirst().orElseThrow();
    }

    private End tried(int number, WorkflowStep step, Tool tool, String arguments, int before) {
        var failures = before;
        for (int attempt = 1;; attempt++) {
            if (deadline.passed(turn.clock())) {
                return new End.Failed("the workflow's " + workflow.deadline().toSeconds() + " s are over",
                        failures + 1);
            }
            try {
                return answered(tool, used(number, step, tool, arguments, attempt), failures);
            } catch (AgentError e) {
                failures++;
                var why = tool.spec().name() + " failed: " + WorkflowRun.words(e);
                if (!e.wire().canHeal() || attempt >= step.attempts() || failures >= workflow.escalateAfter()) {
                    return new End.Failed(why, failures);
                }
                turn.clock().sleep(pause(attempt), WaitReason.BACKOFF);
            }
        }
    }

    private Duration pause(int attempt) {
        var pause = BASE.multipliedBy(1L << Math.min(attempt - 1, 10));
        var left = deadline.remaining(turn.clock());
        var capped = pause.compareTo(CAP) < 0 ? pause : CAP;
        return capped.compareTo(left) < 0 ? capped : left;
    }

    /// The act has one key, whatever the attempt and whatever the run.
    private String key(int number, String tool) { return session + ":step-" + number + ":" + tool; }

    private ToolResult used(int number, WorkflowStep step, Tool tool, String arguments, int attempt) {
        var left = deadline.remaining(turn.clock());
        var timeout = step.timeout().compareTo(left) < 0 ? step.timeout() : left;
        var asks = step.approve().asksBefore(tool.spec().effect());
        if (asks) {
            state(WorkflowState.WAITING_FOR_APPROVAL, "step " + number + ", " + tool.spec().name());
        }
        var result = turn.use(tool, arguments, key(number, tool.spec().name()), attempt,
                timeout, new Consent(step.approve(), workflow.patience()));
        if (asks) {
            state(WorkflowState.RUNNING, "");
        }
        return result;
    }

    private void state(WorkflowState state, String why) {
        turn.record(new LabEvent.WorkflowChanged(state, Text.of(why)));
    }

    private static End answered(Tool tool, ToolResult result, int failures) {
        if (result.ok()) {
            return new End.Done(tool.spec().name(), result.content());
        }
        var error = error(result);
        return error.code().equals("not_approved")
                ? new End.Refused(error.message())
                : new End.Failed(tool.spec().name() + " refused: " + error.message(), failures + 1);
    }

    private record Refusal(String code, String message) {}

    private static Refusal error(ToolResult result) {
        try {
            var error = JSON.readTree(result.content()).path("error");
            return new Refusal(error.path("code").asText(), error.path("message").asText(result.content()));
        } catch (JsonProcessingException e) {
            return new Refusal("", result.content());
        }
    }
}
