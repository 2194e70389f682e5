package dev.kintsugi.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.truth.Category;
import dev.kintsugi.domain.truth.FailureMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultedTurnTest {
    private final Stage stage = new Stage();

    private AgentError error(FailureMode mode) {
        var turn = stage.force(mode);
        return catchThrowableOfType(AgentError.class, () -> stage.call(turn, 1));
    }

    @Test
    void aTurnThatNobodyTouchesIsTheInnerWireItself() {
        var turn = stage.begin(1, stage.decide(1, null));
        assertThat(turn.around(Wire.DIRECT)).isSameAs(Wire.DIRECT);
        assertThat(turn.acted()).isFalse();
    }

    @Test
    void errorsLookAsTheWireShowsThem() {
        assertThat(error(FailureMode.SERVICE_UNAVAILABLE)).isInstanceOf(AgentError.ModelInference.class)
                .extracting(AgentError::wire).returns(503, WireError::status).returns("server_error", WireError::type);
        assertThat(error(FailureMode.RATE_LIMITING)).isInstanceOf(AgentError.ResourceManagement.class)
                .extracting(AgentError::wire).returns(429, WireError::status)
                .returns("rate_limit_exceeded", WireError::code).returns(Duration.ofSeconds(2), WireError::retryAfter)
                .returns(true, WireError::canHeal);
        assertThat(error(FailureMode.AUTH_ERROR)).isInstanceOf(AgentError.SecurityValidation.class);
        assertThat(error(FailureMode.MEMORY_EXHAUSTION)).isInstanceOf(AgentError.MemoryOperation.class)
                .extracting(AgentError::wire).returns(WireFault.STATE_TOO_LARGE, WireError::fault);
        assertThat(error(FailureMode.API_TIMEOUT)).isInstanceOf(AgentError.Communication.class)
                .extracting(AgentError::wire).returns(WireFault.READ_TIMEOUT, WireError::fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"401", "403"})
    void anAuthErrorHasTheStatusThatWasAskedFor(String status) {
        stage.set(FailureMode.AUTH_ERROR, "status", status);
        assertThat(error(FailureMode.AUTH_ERROR).wire().status()).isEqualTo(Integer.parseInt(status));
    }

    @Test
    void aTokenLimitQuotesALimitBelowWhatItCounted() {
        var wire = error(FailureMode.TOKEN_LIMIT).wire();
        assertThat(wire).returns(true, WireError::tooManyTokens).returns(400, WireError::status);
        var counted = Load.of("m1", Stage.history(), key -> {
            throw new AssertionError();
        }).tokens();
        assertThat(wire.limit()).isEqualTo(counted * 3 / 4);
        assertThat(wire.message()).contains(wire.limit() + " tokens", counted + " tokens");
        stage.set(FailureMode.TOKEN_LIMIT, "token_threshold", "20");
        assertThat(error(FailureMode.TOKEN_LIMIT).wire().limit()).isEqualTo(20);
    }

    @Test
    void anErrorKeepsTheNaturalAnswerAndIsReportedOnce() {
        stage.set(FailureMode.SERVICE_UNAVAILABLE, "cure", "attempts 5");
        var turn = stage.force(FailureMode.SERVICE_UNAVAILABLE);
        catchThrowableOfType(AgentError.class, () -> stage.call(turn, 1));
        catchThrowableOfType(AgentError.class, () -> stage.call(turn, 2));
        assertThat(stage.injected).extracting(LabEvent.Injected::attempt).containsExactly(1, 2);
        assertThat(stage.injected).allSatisfy(i -> {
            assertThat(i.natural().value()).isEqualTo(stage.natural);
            assertThat(i.observed().value()).isEmpty();
            assertThat(i.error()).startsWith("503: ");
        });
        assertThat(stage.injected.get(1).error()).isEqualTo(stage.injected.get(0).error());
        assertThat(stage.asked).isEmpty();
        assertThat(stage.shadows).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aTimeoutReallyWaitsBetweenFiveAndThirtySeconds(long seed) {
        stage.seed = seed;
        error(FailureMode.API_TIMEOUT);
        assertThat(Duration.between(Stage.START, stage.clock.now())).isBetween(Duration.ofSeconds(5),
                Duration.ofSeconds(30));
    }

    @Test
    void theNearerDeadlineEndsATimeout() {
        stage.deadline = Deadline.in(Duration.ofSeconds(3), stage.clock);
        error(FailureMode.API_TIMEOUT);
        assertThat(Duration.between(Stage.START, stage.clock.now())).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aRewrittenReplyStaysSimulatedAndIsPacedByTheCaller() {
        var reply = stage.call(stage.force(FailureMode.HALLUCINATION), 1);
        assertThat(reply).returns(true, ModelReply::simulated).returns(700L, ModelReply::latencyMs);
        assertThat(reply.text()).isNotEqualTo(stage.natural);
        assertThat(stage.streamed).isEmpty();
        assertThat(stage.injected.getFirst().observed().value()).isEqualTo(reply.text());
    }

    @Test
    void aRealReplyIsHeldBackAndStreamedAsRewritten() {
        stage.simulated = false;
        stage.set(FailureMode.REFUSING_PROGRESS, "acting", "text");
        var reply = stage.call(stage.force(FailureMode.REFUSING_PROGRESS), 1);
        assertThat(stage.streamed).containsExactly(reply.text());
    }

    @Test
    void aRealModelActsTheFailureOutItself() {
        stage.simulated = false;
        var reply = stage.call(stage.force(FailureMode.HALLUCINATION), 1);
        assertThat(reply.text()).isEqualTo("ACTED");
        assertThat(stage.streamed).containsExactly("ACTED");
        assertThat(stage.asked.getLast().messages().getLast().content()).contains(stage.natural);
        assertThat(stage.injected).singleElement()
                .satisfies(i -> assertThat(i.natural().value()).isEqualTo(stage.natural));
    }

    @Test
    void aCuredAttemptStreamsAsIfNothingHadBeen() {
        stage.simulated = false;
        var turn = stage.force(FailureMode.OFF_TOPIC);
        stage.call(turn, 1);
        stage.streamed.clear();
        assertThat(stage.call(turn, stage.request(2, "m2", Stage.history())).text()).isEqualTo(stage.natural);
        assertThat(stage.streamed).containsExactly(stage.natural);
    }

    @Test
    void aCallThatOnlyAsksForToolsPassesThrough() {
        var asking = new Model() {
            @Override
            public int contextWindow(String model) { return 1_000; }

            @Override
            public ModelReply call(ModelRequest request, TokenSink sink) {
                return new ModelReply("", List.of(new ToolCall("1", "look_up_claim", "{}")), FinishReason.TOOL_CALLS,
                        "m1", Usage.NONE, 0, true);
            }
        };
        var turn = stage.force(FailureMode.HALLUCINATION);
        var reply = turn.around(Wire.DIRECT).model(asking, stage.request(1, "m1", Stage.history()), TokenSink.NONE);
        assertThat(reply.toolCalls()).hasSize(1);
        assertThat(turn.acted()).isFalse();
        var then = Stage.history(Message.asking("", reply.toolCalls()), Message.tool("1", "{}"));
        assertThat(stage.call(turn, stage.request(1, "m1", then)).text()).isNotEqualTo(stage.natural);
    }

    @ParameterizedTest
    @EnumSource(value = FailureMode.class, names = {"API_TIMEOUT", "AUTH_ERROR", "SERVICE_UNAVAILABLE",
            "MEMORY_EXHAUSTION", "RATE_LIMITING"})
    void aToolCanBeHurtWithoutHavingItsEffect(FailureMode mode) {
        stage.set(mode, "target", "look_up_claim");
        var turn = stage.force(mode);
        assertThat(stage.call(turn, 1).text()).isEqualTo(stage.natural);
        var error = catchThrowableOfType(AgentError.class, () -> stage.use(turn, 1));
        assertThat(error.context().target()).isEqualTo("look_up_claim");
        assertThat(error.wire().message()).doesNotContain("{");
        assertThat(stage.used).isEmpty();
        assertThat(stage.injected.getFirst().natural().value()).contains("INS-2024-9876");
    }

    @Test
    void aToolsAnswerCanBeFalsified() {
        stage.set(FailureMode.HALLUCINATION, "target", "look_up_claim");
        var turn = stage.force(FailureMode.HALLUCINATION);
        assertThat(stage.use(turn, 1).content()).contains("claim_id").isNotEqualTo(stage.tool.preview(null).content());
        assertThat(stage.used).hasSize(1);
    }

    @Test
    void anErrorTextLeavesNothingUnfilled() {
        for (var mode : FailureMode.values()) {
            if (mode.category() == Category.INTEGRATION || mode.category() == Category.RESOURCE) {
                for (stage.seed = 0; stage.seed < 40; stage.seed++) {
                    assertThat(error(mode).wire().message()).doesNotContain("{", "}", "null");
                }
            }
        }
    }
}
