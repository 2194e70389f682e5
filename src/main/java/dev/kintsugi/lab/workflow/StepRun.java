package dev.kintsugi.lab.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.work.EffectState;
import dev.kintsugi.domain.work.StepState;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.lab.Consent;
import dev.kintsugi.lab.WorkTurn;
import dev.kintsugi.recovery.policy.Durations;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.report.story.EffectLedger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Does one step: its tool, tried as often as it may heal, then each fallback. For one thread.
///
/// @param tries how often each tool was tried in each step, those before a person handed it back included
record StepRun(Workflow workflow, List<Tool> tools, WorkTurn turn, EarlierAnswers earlier, Deadline deadline,
        Map<String, Integer> tries) {
    private static final String CACHE = Pattern.Cache.STANDARD.name();
    private static final String DEGRADE = Pattern.Degrade.STANDARD.name();
    private static final String READ_ONLY = Pattern.ReadOnly.STANDARD.name();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration BASE = Duration.ofSeconds(1);
    private static final Duration CAP = Duration.ofSeconds(10);

    /// How a step ended.
    sealed interface End {
        record Done(String tool, String answer) implements End {}

        /// A person said no.
        record Refused(String why) implements End {}

        /// @param unknown whether nobody knows if it was done all the same
        record Failed(String why, int failures, boolean unknown) implements End {
            Failed(String why, int failures) { this(why, failures, false); }
        }

        /// Something else stood in.
        record StoodIn(String by, String answer, StandIn as) implements End {}
    }

    StepRun(Workflow workflow, List<Tool> tools, WorkTurn turn, EarlierAnswers earlier, Deadline deadline) {
        this(workflow, tools, turn, earlier, deadline, new HashMap<>());
    }

    End run(int number, WorkflowStep step, Map<String, String> answers) {
        String arguments;
        try {
            arguments = References.resolved(step.arguments(), answers);
        } catch (IllegalArgumentException e) {
            return new End.Failed(String.valueOf(e.getMessage()), 1);
        }
        var end = settled(number, step.tool(), tried(number, step, tool(step.tool()), arguments, 0));
        for (var fallback : step.fallbacks()) {
            if (!(end instanceof End.Failed failed) || failed.unknown()) {
                break;
            }
            end = instead(fallback, number, step, arguments, failed);
        }
        return end;
    }

    /// What failed may have been done all the same: then nothing may stand in for it.
    private End settled(int number, String name, End end) {
        if (!(end instanceof End.Failed failed) || failed.unknown()) {
            return end;
        }
        var fate = turn.fate(tool(name), key(number, name));
        return switch (fate.map(EffectLedger.Item::state).orElse(EffectState.NOT_DONE)) {
            case DONE -> new End.Done(name, fate.orElseThrow().answer().value());
            case NOT_DONE -> failed;
            case UNKNOWN -> new End.Failed(
                    WorkflowRun.ended(failed.why()) + " It is not known whether it was done, so nothing else is tried",
                    failed.failures(), true);
        };
    }

    private Tool tool(String name) {
        return tools.stream().filter(t -> t.spec().name().equals(name)).findFirst().orElseThrow();
    }

    boolean acts(WorkflowStep step) { return !looks(step.tool()); }

    private boolean looks(String tool) { return tool(tool).spec().effect() == Effect.READ; }

    /// Each fallback has its turn before a person is called, however many failures there were: a tool one try at least, as
    /// long as there is time.
    private End instead(Fallback fallback, int number, WorkflowStep step, String arguments, End.Failed failed) {
        return switch (fallback) {
            case Fallback.Other other ->
                deadline.passed(turn.clock()) ? failed : other(other.tool(), number, step, arguments, failed);
            case Fallback.Cached cached -> earlier.find(step.tool(), arguments, cached.maxAge(), turn.clock().wall())
                    .<End>map(found -> stoodIn(CACHE, step.tool(), found.answer(), new StandIn(StepState.STALE,
                            "rests on what " + step.tool() + " said " + Durations.age(found.age()) + " ago")))
                    .orElseGet(() -> new End.Failed(failed.why() + "; no earlier answer of it is known",
                            failed.failures()));
            case Fallback.Message message -> stoodIn(DEGRADE, "a message", said(message.text()),
                    new StandIn(StepState.WITHOUT, "is missing: " + message.text()));
        };
    }

    private End other(String name, int number, WorkflowStep step, String arguments, End.Failed failed) {
        var end = settled(number, name, tried(number, step, tool(name), arguments, failed.failures()));
        return end instanceof End.Done done && looks(name) && !looks(step.tool())
                ? stoodIn(READ_ONLY, name, done.answer(), new StandIn(StepState.READ_ONLY,
                        "was not done, " + name + " only looked: nothing was changed"))
                : end;
    }

    private End stoodIn(String pattern, String by, String answer, StandIn as) {
        turn.fellBack(pattern, as.how());
        return new End.StoodIn(by, answer, as);
    }

    private static String said(String text) { return JSON.createObjectNode().put("message", text).toString(); }

    private End tried(int number, WorkflowStep step, Tool tool, String arguments, int before) {
        var failures = before;
        var key = key(number, tool.spec().name());
        int done = tries.getOrDefault(key, 0);
        for (int attempt = done + 1;; attempt++) {
            tries.put(key, attempt);
            if (deadline.passed(turn.clock())) {
                return new End.Failed("the workflow's " + workflow.deadline().toSeconds() + " s are over",
                        failures + 1);
            }
            try {
                return answered(tool, used(number, step, tool, arguments, attempt), failures);
            } catch (AgentError e) {
                failures++;
                var why = tool.spec().name() + " failed: " + WorkflowRun.words(e);
                if (!e.wire().canHeal() || attempt - done >= step.attempts() || failures >= workflow.escalateAfter()) {
                    return new End.Failed(why, failures);
                }
                turn.clock().sleep(pause(attempt - done), WaitReason.BACKOFF);
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
    private String key(int number, String tool) { return earlier.session().id() + ":step-" + number + ":" + tool; }

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
        return switch (error.code()) {
            case "not_approved" -> new End.Refused(error.message());
            case "fate_unknown" -> new End.Failed(error.message(), failures + 1, true);
            default -> new End.Failed(tool.spec().name() + " refused: " + error.message(), failures + 1);
        };
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
