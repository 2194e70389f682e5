package dev.kintsugi.lab.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.agent.tools.OwnTool;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.event.TurnStatus;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.people.Act;
import dev.kintsugi.domain.people.ScriptedPeople;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.report.story.TurnStory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Faults on the tools of a workflow, in virtual time.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WorkflowFaultsTest {
    private static final String HEAD = "name: find\ngoal: Find the bowl\nsteps:\n  - name: look\n    tool: search\n";

    private final Lab lab = Lab.inMemory(LabSettings.defaults(), new TestAgents());
    private final List<String> used = new CopyOnWriteArrayList<>();
    private final Tool search = reads("search", "{\"price\": 120, \"found\": \"a bowl\"}");
    private final Tool cached = reads("cached", "an old bowl");
    private final Tool mail = OwnTool.acts("mail", _ -> used.add("mail"));

    @AfterEach
    void close() { lab.close(); }

    private OwnTool reads(String name, String answer) {
        return OwnTool.reads(name, _ -> {
            used.add(name);
            return answer;
        });
    }

    private WorkflowStory run(Workflow workflow, Act... acts) {
        var spec = SessionSpec.of(lab.settings()).virtual(Instant.parse("2026-01-05T09:00:00Z"), "")
                .asking(new ScriptedPeople(List.of(acts)));
        return new Workflows(lab).start(workflow, List.of(search, cached, mail), spec).result().join();
    }

    private WorkflowStory file(String more) { return run(WorkflowFile.read("find.yaml", HEAD + more)); }

    private TurnStory turn(WorkflowStory story) { return lab.open(story.session()).turns().getFirst(); }

    private static WorkflowStep look() { return WorkflowStep.of("search", Map.of()); }

    private static Workflow one(WorkflowStep step) { return Workflow.named("find", "Find the bowl").then(step); }

    @Test
    void aForcedFaultIsRetriedAway() {
        var story = file("    fault: {mode: api_timeout}\n");
        assertThat(story.state()).isEqualTo(WorkflowState.COMPLETED);
        assertThat(turn(story).injections()).singleElement()
                .satisfies(i -> assertThat(i.target()).isEqualTo("search"))
                .satisfies(i -> assertThat(i.natural().value()).contains("a bowl"));
        assertThat(turn(story).outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(turn(story).status()).isEqualTo(TurnStatus.FAILURE);
        assertThat(turn(story).naturalStatus()).isEqualTo(TurnStatus.SUCCESS);
    }

    @Test
    void aFaultThatHangsIsCutAtTheStepsTimeout() {
        var story = file(
                "    timeout: 2\n    attempts: 1\n    fallback: [cached]\n    fault: {mode: api_timeout, cure: persistent}\n");
        assertThat(story.doneBy()).containsEntry(1, "cached");
        assertThat(turn(story).processingMs()).isEqualTo(2000);
    }

    @Test
    void aPersistentFaultEndsWithThePeopleAndItsTargetAlone() {
        var story = file("    fault: {mode: service_unavailable, cure: persistent}\n  - name: send\n    tool: mail\n");
        assertThat(story.state()).isEqualTo(WorkflowState.FAILED);
        assertThat(story.why()).contains("503");
        assertThat(turn(story).outcome()).isEqualTo(Outcome.SOFTENED);
        assertThat(used).doesNotContain("mail");
    }

    @Test
    void onlyAFreshCredentialCuresAnAuthError() {
        var denied = one(look().failing(FailureMode.AUTH_ERROR, Map.of()));
        assertThat(run(denied).state()).isEqualTo(WorkflowState.FAILED);
        assertThat(run(denied, new Act(Act.Kind.HAND_BACK, Duration.ofSeconds(1), "try again")).state())
                .isEqualTo(WorkflowState.FAILED);
        assertThat(run(denied, new Act(Act.Kind.CREDENTIAL, Duration.ofSeconds(1), "a new key")).state())
                .isEqualTo(WorkflowState.COMPLETED);
    }

    @Test
    void aFalsifiedAnswerThatGoesOnIsLost() {
        var story = file("    fault: {mode: hallucination}\n");
        assertThat(story.state()).isEqualTo(WorkflowState.COMPLETED);
        assertThat(turn(story).injections()).hasSize(1);
        assertThat(turn(story).outcome()).isEqualTo(Outcome.LOST);
    }

    @Test
    void chanceDecidesOnceAndStrikesTheFirstTool() {
        var only = FaultSettings.defaults().withChaos(true).withMultiplier(100_000_000);
        for (var mode : FailureMode.values()) {
            only = only.withMode(mode, only.mode(mode).withOn(mode == FailureMode.SERVICE_UNAVAILABLE));
        }
        lab.change(lab.settings().withFaults(only));
        var story = run(one(look()).then(WorkflowStep.of("mail", Map.of())));
        assertThat(turn(story).injections()).extracting(LabEvent.Injected::target).containsOnly("search");
        assertThat(turn(story).entries()).extracting(e -> e.event()).filteredOn(LabEvent.Decided.class::isInstance)
                .singleElement().satisfies(e -> assertThat(((LabEvent.Decided) e).decision().reason())
                        .isEqualTo(Decision.Reason.ROLLED));
        assertThat(turn(story).outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(lab.replay(story.session()).difference()).isEmpty();
    }

    @Test
    void withChaosOffNothingIsTouched() {
        var story = run(one(look()));
        assertThat(turn(story).injections()).isEmpty();
        assertThat(turn(story).outcome()).isEqualTo(Outcome.SOUND);
    }

    @Test
    void aModeThatNoToolCanHaveIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> WorkflowFile.read("find.yaml", HEAD + "    fault: {mode: infinite_loop}\n"))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.getMessage()).contains("6", "mode"));
        assertThatThrownBy(() -> WorkflowFile.read("find.yaml",
                HEAD + "    fault: {mode: api_timeout, parameters: {min_seconds: never}}\n"))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> look().failing(FailureMode.OFF_TOPIC, Map.of())).isInstanceOf(Problem.class);
    }
}
