package dev.kintsugi.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.event.TurnStatus;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.truth.Decision.Reason;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Faults that go on over turns.
class LiveFaultTest {
    private final Stage stage = new Stage();

    private FaultedTurn begin(int turn, FailureMode forced) {
        var decision = stage.decide(turn, forced);
        var begun = stage.begin(turn, decision);
        stage.happen(turn, new LabEvent.Decided(decision));
        return begun;
    }

    private String say(FaultedTurn turn, int attempt, Message... more) {
        var before = stage.injected.size();
        var text = stage.call(turn, stage.request(attempt, "m1", Stage.history(more))).text();
        stage.injected.subList(before, stage.injected.size()).forEach(i -> stage.happen(1, i));
        return text;
    }

    @ParameterizedTest
    @EnumSource(value = FailureMode.class, names = {"INFINITE_LOOP", "STUCK_PATTERN"})
    void aPoisonedHistoryKeepsItAliveAndACleanOneEndsIt(FailureMode mode) {
        var first = say(begin(1, mode), 1);
        var second = begin(2, null);
        assertThat(say(second, 1, Message.assistant(first), Message.user("The car one."))).isNotEqualTo(stage.natural);
        assertThat(say(second, 2, Message.assistant(first), Message.user("The car one."))).isNotEqualTo(stage.natural);
        assertThat(say(second, 3, Message.user("The car one."))).isEqualTo(stage.natural);
    }

    @Test
    void aLoopAsksTheSameAgain() {
        var first = say(begin(1, FailureMode.INFINITE_LOOP), 1);
        var second = say(begin(2, null), 1, Message.assistant(first), Message.user("The car one."));
        var third = say(begin(3, null), 1, Message.assistant(first), Message.assistant(second), Message.user("!"));
        assertThat(List.of(second, third)).allMatch(t -> t.endsWith(first));
        assertThat(stage.decide(4, null).reason()).isEqualTo(Reason.OFF);
    }

    @Test
    void aStallPlansOtherwiseEachTurnAndNeverPraisesItselfEnough() {
        var first = say(begin(1, FailureMode.STUCK_PATTERN), 1);
        var second = say(begin(2, null), 1, Message.assistant(first), Message.user("Please just do it."));
        assertThat(second).isNotEqualTo(first);
        assertThat(first).contains("70", "90");
        assertThat(second).contains("76", "90");
    }

    @Test
    void aRecoveredLoopIsOver() {
        say(begin(1, FailureMode.INFINITE_LOOP), 1);
        stage.happen(1, new LabEvent.TurnConcluded(TurnStatus.FAILURE, TurnStatus.SUCCESS, DeliveredStatus.values()[0],
                Outcome.RECOVERED, 2, 10, 5));
        assertThat(stage.state.live()).isNull();
    }

    @Test
    void aLostLoopGoesOn() {
        say(begin(1, FailureMode.INFINITE_LOOP), 1);
        stage.happen(1, new LabEvent.TurnConcluded(TurnStatus.FAILURE, TurnStatus.SUCCESS, DeliveredStatus.values()[0],
                Outcome.LOST, 1, 10, 5));
        assertThat(stage.state.live()).isNotNull();
    }

    @Test
    void aScenariosFaultEndsWithItsStep() {
        begin(1, FailureMode.INFINITE_LOOP);
        stage.happen(2, new LabEvent.ScenarioStep(2, "next"));
        assertThat(stage.state.live()).isNull();
    }

    @Test
    void aResetForgetsTheSessionsFailures() {
        stage.happen(1, new LabEvent.MessageReceived(Text.of("hello"), null));
        begin(1, FailureMode.INFINITE_LOOP);
        assertThat(stage.state.failures()).isEqualTo(1);
        assertThat(stage.state.messages()).isEqualTo(1);
        stage.happen(1, new LabEvent.SessionReset());
        assertThat(stage.state).isEqualTo(SessionFaults.NEW);
    }

    @Test
    void whatAFaultSaysIsTheSameInEveryAttempt() {
        for (var mode : List.of(FailureMode.HALLUCINATION, FailureMode.OFF_TOPIC, FailureMode.REFUSING_PROGRESS)) {
            var turn = stage.begin(1, stage.decide(1, mode));
            assertThat(say(turn, 2)).isEqualTo(say(turn, 1));
        }
    }
}
