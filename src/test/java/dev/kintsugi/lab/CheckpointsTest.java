package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.agent.tools.OwnTool;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.people.ApprovalRule;
import dev.kintsugi.domain.people.People;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.workflow.Workflow;
import dev.kintsugi.lab.workflow.WorkflowStep;
import dev.kintsugi.lab.workflow.Workflows;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The states that are kept before something may go wrong, and after it was put right.
class CheckpointsTest {
    private final EmbeddedState states = new EmbeddedState(new ConversationClock());
    private final Lab lab = new Lab(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT),
            H2Journal.inMemory(), states, new TestAgents());

    @AfterEach
    void close() { lab.close(); }

    @Test
    void aRiskyActHasASnapshotBeforeItAndItsFailureGoesBackToIt() {
        var pay = OwnTool.risks("pay", _ -> { throw new IllegalStateException("the bank is closed"); });
        var plan = Workflow.named("pay", "Pay it")
                .then(WorkflowStep.of("pay", Map.of()).asking(ApprovalRule.NEVER).trying(1, Duration.ofSeconds(5)));
        var spec = SessionSpec.of(lab.settings()).asking(People.NOBODY);
        var story = new Workflows(lab).start(plan, List.of(pay), spec).result().join();
        var events = lab.open(story.session()).turns().getFirst().entries().stream().map(e -> e.event())
                .filter(e -> e instanceof LabEvent.CheckpointTaken || e instanceof LabEvent.ToolIntended
                        || e instanceof LabEvent.Attempted || e instanceof LabEvent.StateRestored)
                .toList();
        assertThat(events).extracting(e -> e.getClass().getSimpleName()).containsExactly("CheckpointTaken",
                "ToolIntended", "Attempted", "StateRestored");
        assertThat(((LabEvent.CheckpointTaken) events.getFirst()).name()).isEqualTo("pre_tool");
        assertThat(((LabEvent.StateRestored) events.getLast()).messages())
                .isEqualTo(((LabEvent.CheckpointTaken) events.getFirst()).messages());
        assertThat(states.checkpoint(story.session(), "pre_tool")).isPresent();
    }

    /// What a reply says can be in doubt as well as its coming at all: the checkpoint of the failure is there for both.
    @ParameterizedTest
    @CsvSource({"SERVICE_UNAVAILABLE,conversational", "HALLUCINATION,standard"})
    void aRecoveredTurnHasItsStateBeforeTheRequestAtTheFailureAndAfterRecovery(FailureMode mode, String policy) {
        var session = lab.begin(SessionSpec.of(lab.settings()).withPolicy(policy));
        var turn = session.say("Where is my claim INS-2024-9876?", mode).join();
        assertThat(turn.outcome()).isEqualTo(Outcome.RECOVERED);
        for (var name : List.of("pre_request", "pre_failure", "post_recovery")) {
            assertThat(states.checkpoint(session.id(), name)).as(name).hasValueSatisfying(json -> assertThat(json)
                    .matches("\\{\"state\":\\{\"position\":\\d+,\"messages\":\\d+},\"turn\":1,\"timestamp\":\\d+}"));
        }
        assertThat(states.checkpoint(session.id(), "post_recovery").orElseThrow())
                .isNotEqualTo(states.checkpoint(session.id(), "pre_request").orElseThrow());
    }
}
