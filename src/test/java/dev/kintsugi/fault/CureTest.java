package dev.kintsugi.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.truth.FailureMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What ends each fault, tried on the wire.
class CureTest {
    private final Stage stage = new Stage();

    private boolean fails(FaultedTurn turn, int attempt, String model, List<Message> messages) {
        return fails(turn, stage.request(attempt, model, messages));
    }

    private boolean fails(FaultedTurn turn, ModelRequest request) {
        try {
            return !stage.call(turn, request).text().equals(stage.natural);
        } catch (AgentError e) {
            return true;
        }
    }

    private FaultedTurn failedOnce(FailureMode mode) {
        var turn = stage.force(mode);
        assertThat(fails(turn, 1, "m1", Stage.history())).isTrue();
        return turn;
    }

    @ParameterizedTest
    @EnumSource(value = FailureMode.class, names = "API_TIMEOUT", mode = EnumSource.Mode.EXCLUDE)
    void theSameRequestAgainAtOnceFailsAgain(FailureMode mode) {
        assertThat(fails(failedOnce(mode), 2, "m1", Stage.history())).isTrue();
    }

    @Test
    void aTimeoutIsOverAtTheSecondAttempt() {
        assertThat(fails(failedOnce(FailureMode.API_TIMEOUT), 2, "m1", Stage.history())).isFalse();
    }

    @Test
    void anOutageIsOverAfterASecondOrWithAnotherModel() {
        var turn = failedOnce(FailureMode.SERVICE_UNAVAILABLE);
        assertThat(fails(turn, 2, "m2", Stage.history())).isFalse();
        stage.clock.advance(Duration.ofMillis(999));
        assertThat(fails(turn, 3, "m1", Stage.history())).isTrue();
        stage.clock.advance(Duration.ofMillis(1));
        assertThat(fails(turn, 4, "m1", Stage.history())).isFalse();
    }

    @Test
    void aRateLimitIsOverWhenItsWaitHasPassedAndNotWithAnotherModel() {
        var turn = failedOnce(FailureMode.RATE_LIMITING);
        assertThat(fails(turn, 2, "m2", Stage.history())).isTrue();
        stage.clock.advance(Duration.ofSeconds(2));
        assertThat(fails(turn, 3, "m1", Stage.history())).isFalse();
    }

    @Test
    void aTokenLimitIsOverWhenThePromptFits() {
        var turn = stage.force(FailureMode.TOKEN_LIMIT);
        var longer = Stage.history(Message.assistant("x".repeat(400)), Message.user("And now?"));
        assertThat(fails(turn, 1, "m1", longer)).isTrue();
        assertThat(fails(turn, 2, "m2", longer)).isTrue();
        assertThat(fails(turn, 3, "m1", Stage.history())).isFalse();
    }

    @Test
    void exhaustedMemoryIsOverWhenTheStateFits() {
        var turn = stage.force(FailureMode.MEMORY_EXHAUSTION);
        assertThat(fails(turn, 1, "m1", Stage.history(Message.assistant("x".repeat(400))))).isTrue();
        assertThat(fails(turn, 2, "m1", Stage.history(Message.assistant("x".repeat(399))))).isTrue();
        assertThat(fails(turn, 3, "m1", Stage.history())).isFalse();
    }

    @Test
    void anAuthErrorIsOverOnlyWithAnotherCredential() {
        var turn = failedOnce(FailureMode.AUTH_ERROR);
        stage.clock.advance(Duration.ofDays(1));
        assertThat(fails(turn, 2, "m2", List.of(Message.user("changed")))).isTrue();
        turn.freshCredential();
        assertThat(fails(turn, 3, "m1", Stage.history())).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = FailureMode.class, names = {"HALLUCINATION", "INCORRECT_REASONING", "OFF_TOPIC",
            "REFUSING_PROGRESS"})
    void rewrittenContentIsOverWithAChangedRequestOrAnotherModel(FailureMode mode) {
        var turn = failedOnce(mode);
        assertThat(fails(turn, 2, "m1", Stage.history(Message.system("Check the amounts.")))).isFalse();
        assertThat(fails(turn, 3, "m2", Stage.history())).isFalse();
        assertThat(fails(turn, 4, "m1", Stage.history())).isTrue();
    }

    @Test
    void aFreshLoopIsOverOnlyWithAnotherHistory() {
        var turn = failedOnce(FailureMode.INFINITE_LOOP);
        assertThat(fails(turn, 2, "m2", Stage.history(Message.system("Do not repeat yourself.")))).isTrue();
        assertThat(fails(turn, 3, "m1", List.of(Message.system(Stage.SYSTEM), Message.user("My claim?")))).isFalse();
    }

    @Test
    void aStallIsOverWithAStepBudget() {
        var turn = failedOnce(FailureMode.STUCK_PATTERN);
        assertThat(fails(turn, 2, "m1", Stage.history(Message.system("Answer in at most 2 steps.")))).isFalse();
        assertThat(fails(turn, new ModelRequest("m1", Stage.history(), List.of(), 100, Stage.key(3), stage.deadline)))
                .isFalse();
        assertThat(fails(turn, 4, "m2", Stage.history())).isTrue();
    }

    @ParameterizedTest
    @EnumSource(FailureMode.class)
    void aPersistentFaultNeverEnds(FailureMode mode) {
        stage.set(mode, "cure", "persistent");
        var turn = failedOnce(mode);
        stage.clock.advance(Duration.ofDays(1));
        turn.freshCredential();
        assertThat(fails(turn, 2, "m2", List.of(Message.user("?")))).isTrue();
        assertThat(stage.injected.getLast().cure()).isEqualTo("never");
    }

    @ParameterizedTest
    @EnumSource(FailureMode.class)
    void aFaultMayLastSomeAttemptsOrSeconds(FailureMode mode) {
        stage.set(mode, "cure", "attempts 2");
        var turn = failedOnce(mode);
        assertThat(fails(turn, 2, "m1", Stage.history())).isTrue();
        assertThat(fails(turn, 3, "m1", Stage.history())).isFalse();
        stage.set(mode, "cure", "seconds 40");
        turn = failedOnce(mode);
        assertThat(fails(turn, 2, "m1", Stage.history())).isTrue();
        stage.clock.advance(Duration.ofSeconds(40));
        assertThat(fails(turn, 3, "m1", Stage.history())).isFalse();
    }

    @Test
    void aFaultStoppedInMidTurnTouchesNothingMore() {
        var turn = stage.force(FailureMode.AUTH_ERROR);
        assertThatThrownBy(() -> stage.call(turn, 1)).isInstanceOf(AgentError.class);
        turn.stop();
        assertThat(stage.call(turn, 2).text()).isEqualTo(stage.natural);
        assertThat(turn.actedOn(1)).isTrue();
        assertThat(turn.actedOn(2)).isFalse();
    }
}
