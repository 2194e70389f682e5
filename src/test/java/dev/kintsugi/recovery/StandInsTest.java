package dev.kintsugi.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.ToolUse;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.recovery.policy.Pattern;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What may stand in for a reply, and what may not.
class StandInsTest {
    @Test
    void nothingIsQuotedAgainstALoopForTheQuestionWasAnsweredAlready() {
        var bench = Bench.of(Pattern.ReadOnly.STANDARD, new Pattern.Verify(0, 3))
                .then(Bench.says("Could you clarify what exactly you mean by that?"));
        bench.turn("Which number do I need to ask for my claim?");
        var again = bench.turn("The number to ask for my claim with, I said.");
        assertThat(bench.detections).extracting(d -> d.detector()).contains("loop");
        assertThat(again.status()).isEqualTo(DeliveredStatus.REPLY);
    }

    @Test
    void aQuestionWithAnotherFigureIsAnotherQuestion() {
        var bench = Bench.of(Pattern.Cache.STANDARD).then(Bench.says("In review."), Bench.fails(Bench.down()));
        bench.turn("Where is my claim number 4410 right now?");
        assertThat(bench.turn("Where is my claim number 4411 right now?").status()).isEqualTo(DeliveredStatus.ERROR);
        assertThat(bench.turn("Where is my claim number 4410 right now?").status()).isEqualTo(DeliveredStatus.STALE);
    }

    /// Said again later it would claim an act that was not done.
    @Test
    void aReplyThatToldOfAnActIsNotGivenAgain() {
        var bench = Bench.of(Pattern.Cache.STANDARD).then(Bench.fails(Bench.down()));
        var question = "Please pay my claim number 4410 today";
        var paid = new ToolUse(new ToolCall("1", "pay", "{}"), Effect.RISKY, new ToolResult("{}", true, 0, true));
        bench.recovery.deliver(
                new RecoveryTurn(new TurnId(new SessionId("s"), 1), 7, List.of(Message.user(question)), List.of(),
                        bench.models, List.of()),
                (ask, _) -> new AgentReply("It is paid.", ask.model(), Usage.NONE, FinishReason.STOP, List.of(paid), 0,
                        true),
                bench, TokenSink.NONE);
        assertThat(bench.turn(question).status()).isEqualTo(DeliveredStatus.ERROR);
    }

    @Test
    void ofRepliesThatFindNoPlaceTheOldestIsForgotten() {
        var bench = Bench.of(new Pattern.Cache(1, Duration.ofHours(1))).then(Bench.says("Old."), Bench.says("New."),
                Bench.fails(Bench.down()));
        bench.turn("Where is my claim number 4410 right now?");
        bench.turn("Where is my claim number 4411 right now?");
        assertThat(bench.turn("Where is my claim number 4410 right now?").status()).isEqualTo(DeliveredStatus.ERROR);
        assertThat(bench.turn("Where is my claim number 4411 right now?").text()).endsWith("New.");
    }

    /// Two failures, an answer and two failures are not four in a row.
    @Test
    void aModelThatAnswersIsWellAgain() {
        var bench = Bench.of(Pattern.ModelFallback.STANDARD);
        bench.models = List.of("alpha");
        for (var move : List.of(false, false, true, false, false)) {
            bench.replace(move ? Bench.says("Yes.") : Bench.fails(Bench.down()));
            bench.turn("Hello?");
        }
        assertThat(bench.recovery.health().models()).singleElement()
                .isEqualTo(new RecoveryHealth.ModelState("alpha", 2, true));
    }
}
