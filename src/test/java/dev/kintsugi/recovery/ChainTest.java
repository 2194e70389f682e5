package dev.kintsugi.recovery;

import static dev.kintsugi.recovery.Bench.denied;
import static dev.kintsugi.recovery.Bench.down;
import static dev.kintsugi.recovery.Bench.fails;
import static dev.kintsugi.recovery.Bench.reset;
import static dev.kintsugi.recovery.Bench.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final String FALSE = "Your claim CLM-77 was settled on 3 March 2031 for $98,765.";
    private static final String SOUND = "I don't know that yet, shall I ask a colleague?";

    @Test
    void noneIsTransparent() {
        var bench = new Bench(Policies.NONE).then(says(FALSE));
        var delivery = bench.turn("Where is my claim?");
        assertThat(delivery.text()).isEqualTo(FALSE);
        assertThat(delivery.by()).isEqualTo("attempt 1");
        assertThat(bench.asks).containsExactly(
                new Ask(1, "alpha", List.of(Message.user("Where is my claim?")), List.of(), Deadline.NONE));
        bench.replace(fails(down()));
        var failed = bench.turn("And now?");
        assertThat(failed.status()).isEqualTo(DeliveredStatus.ERROR);
        assertThat(failed.error()).isNotNull().extracting(e -> e.wire()).isEqualTo(down());
        assertThat(bench.recovery.circuits()).isEmpty();
    }

    @Test
    void theOrderPrintedIsTheOrderExecuted() {
        assertThat(Policies.STANDARD.order())
                .isEqualTo("degrade > cache > checkpoint > model fallback > verify > retry x3 > breaker > timeout");
        var bench = new Bench(Policies.STANDARD).then(fails(down()));
        bench.turn("Where is my claim with the new number?");
        var first = bench.told().stream().map(t -> t.replaceFirst(" [A-Z_]+$", "")).distinct().toList();
        assertThat(first).containsExactly("call", "retry", "model fallback", "cache", "degrade");
        var turned = Bench.of(Pattern.Retry.STANDARD, Pattern.ModelFallback.STANDARD).then(fails(reset()));
        turned.turn("Hello?");
        assertThat(turned.asks).extracting(Ask::model).containsExactly("alpha", "beta", "gamma", "alpha", "beta",
                "gamma",
                "alpha", "beta", "gamma");
        var usual = Bench.of(Pattern.ModelFallback.STANDARD, Pattern.Retry.STANDARD).then(fails(reset()));
        usual.turn("Hello?");
        assertThat(usual.asks).extracting(Ask::model).containsExactly("alpha", "alpha", "alpha", "beta", "beta", "beta",
                "gamma", "gamma", "gamma");
    }

    @Test
    void aFalseClaimIsAskedAgainWithTheReason() {
        var bench = Bench.of(Pattern.Verify.STANDARD).then(says(FALSE), says(SOUND));
        var delivery = bench.turn("Where is my claim?");
        assertThat(delivery.text()).isEqualTo(SOUND);
        assertThat(delivery.by()).isEqualTo("attempt 2");
        assertThat(bench.asks.getLast().notes()).singleElement().asString().contains("CLM-77")
                .contains("nothing supports");
        assertThat(bench.detections).extracting(d -> d.detector() + " " + d.attempt()).containsExactly("claims 1");
        assertThat(bench.told()).containsExactly("verify FLAGGED", "verify TRIED_AGAIN", "verify PASSED");
    }

    @Test
    void whatIsStillInDoubtGoesToAnotherModelAndThenToAMessage() {
        var bench = Bench.of(Pattern.Degrade.STANDARD, Pattern.ModelFallback.STANDARD, new Pattern.Verify(1, 3))
                .then(says(FALSE));
        var delivery = bench.turn("Where is my claim?");
        assertThat(bench.asks).extracting(Ask::model).containsExactly("alpha", "alpha", "beta", "beta", "gamma",
                "gamma");
        assertThat(delivery.status()).isEqualTo(DeliveredStatus.MESSAGE);
        assertThat(delivery.error()).isNull();
        assertThat(GracefulMessages.load().of(MessageKind.DATA_NOT_FOUND)).contains(delivery.text());
    }

    @Test
    void aLoopIsAskedAgainOnAHistoryWithoutIt() {
        var question = "Could you please clarify what exactly you mean by that?";
        var bench = Bench.of(Pattern.Verify.STANDARD).then(says(question), says(question), says(SOUND));
        bench.turn("It broke");
        var delivery = bench.turn("The red car, in front of the house");
        assertThat(delivery.text()).isEqualTo(SOUND);
        assertThat(bench.asks.getLast().history()).extracting(Message::content)
                .containsExactly("It broke", "The red car, in front of the house");
        assertThat(bench.told()).contains("verify RESTORED");
    }

    @Test
    void aStreamedTextThatIsRefusedIsTakenBack() {
        var bench = Bench.of(Pattern.Verify.STANDARD).then(says(FALSE), says(SOUND));
        bench.turn("Where is my claim?", _ -> {});
        assertThat(bench.signals).containsExactly("tentative 1", "taken back 1", "tentative 2");
    }

    @Test
    void noModelIsAskedTwiceHoweverTheListReads() {
        var bench = Bench.of(new Pattern.ModelFallback(List.of("alpha", "beta", "alpha", "beta"))).then(fails(reset()));
        bench.turn("Hello?");
        assertThat(bench.asks).extracting(Ask::model).containsExactly("alpha", "beta");
    }

    @Test
    void aCredentialIsNotCuredByAnotherModelAndThePersonIsToldWhoMustAct() {
        var bench = new Bench(Policies.STANDARD).then(fails(denied()));
        var delivery = bench.turn("Hello?");
        assertThat(bench.asks).hasSize(1);
        assertThat(GracefulMessages.load().of(MessageKind.ACCESS)).contains(delivery.text());
        assertThat(bench.told()).containsExactly("call SAW_ERROR", "retry HELD_BACK", "model fallback HELD_BACK",
                "cache HELD_BACK", "degrade FELL_BACK");
    }

    @Test
    void aModelThatFailedThreeTurnsIsAskedLastForAWhile() {
        var bench = Bench.of(Pattern.ModelFallback.STANDARD)
                .then(ask -> ask.model().equals("alpha") ? fails(reset()).apply(ask) : "From " + ask.model());
        bench.turn("a");
        bench.turn("b");
        bench.turn("c");
        bench.asks.clear();
        bench.turn("d");
        assertThat(bench.asks).extracting(Ask::model).containsExactly("beta");
        bench.clock.advance(Duration.ofMinutes(2));
        bench.asks.clear();
        bench.turn("e");
        assertThat(bench.asks).extracting(Ask::model).containsExactly("alpha", "beta");
    }

    @Test
    void anOldReplyToTheSameQuestionIsMarkedWithItsAge() {
        var bench = Bench.of(Pattern.Cache.STANDARD).then(says("The office is in Mill Lane."), fails(down()));
        bench.turn("Where is the nearest office of yours in town?");
        bench.clock.advance(Duration.ofMinutes(3));
        var delivery = bench.turn("Please, where is your nearest town office?");
        assertThat(delivery.status()).isEqualTo(DeliveredStatus.STALE);
        assertThat(delivery.by()).isEqualTo("cache");
        assertThat(delivery.text()).contains("3 minutes ago").endsWith("The office is in Mill Lane.");
        bench.clock.advance(Duration.ofHours(2));
        assertThat(bench.turn("Where is the nearest office of yours in town?").status())
                .isEqualTo(DeliveredStatus.ERROR);
    }

    /// There the old reply is the trouble.
    @Test
    void anAgentThatGoesInCirclesIsNotHelpedByWhatItSaidBefore() {
        var question = "Could you please clarify what exactly you mean by that?";
        var bench = Bench.of(Pattern.Cache.STANDARD, new Pattern.Verify(0, 3)).then(says(question));
        bench.turn("It broke, my red car");
        assertThat(bench.turn("It broke, my red car").status()).isNotEqualTo(DeliveredStatus.STALE);
        assertThat(bench.told()).contains("verify GAVE_UP").doesNotContain("cache FELL_BACK");
    }

    @Test
    void anotherNumberIsAnotherQuestion() {
        var bench = Bench.of(Pattern.Cache.STANDARD).then(says("In review."), fails(down()));
        bench.turn("What is the status of claim CLM-1 please?");
        assertThat(bench.turn("What is the status of claim CLM-2 please?").status()).isEqualTo(DeliveredStatus.ERROR);
    }

    @Test
    void aCallPastItsDeadlineHasFailedAndDeadlinesNeverGrowInward() {
        var bench = new Bench(new Policy("test", List.of(Pattern.Timeout.STANDARD), Duration.ofSeconds(20), 5));
        bench.then(ask -> {
            bench.clock.advance(Duration.ofSeconds(21));
            return "too late";
        });
        var start = bench.clock.now();
        var delivery = bench.turn("Hello?");
        assertThat(bench.asks.getFirst().deadline().at()).isEqualTo(start.plusSeconds(20));
        assertThat(delivery.error()).isNotNull().extracting(e -> e.wire().fault()).isEqualTo(WireFault.READ_TIMEOUT);
    }

    @Test
    void aTokenLimitIsMetByLeavingOutTheOldestAndSayingSo() {
        var limit = WireError.http(400, "invalid_request_error", "context_length_exceeded",
                "This model's maximum context length is 400 tokens, your messages resulted in 900 tokens")
                .withLimit(400);
        var bench = Bench.of(Pattern.Checkpoint.STANDARD).then(says("word ".repeat(80)), says("word ".repeat(80)),
                says("word ".repeat(80)), ask -> ask.history().size() > 3 ? fails(limit).apply(ask) : SOUND);
        bench.turn("one");
        bench.turn("two");
        bench.turn("three");
        var delivery = bench.turn("four");
        assertThat(delivery.text()).isEqualTo(SOUND);
        assertThat(bench.asks.getLast().history().getLast().content()).isEqualTo("four");
        assertThat(bench.asks.getLast().notes()).singleElement().asString().contains("left out");
        assertThat(bench.told()).contains("checkpoint RESTORED");
    }

    @Test
    void tooMuchStateShrinksTheHistoryDownToTheMessage() {
        var full = WireError.of(WireFault.STATE_TOO_LARGE, "state too large");
        var bench = Bench.of(Pattern.Checkpoint.STANDARD).then(says("A"), says("B"), says("C"),
                ask -> ask.history().size() > 1 ? fails(full).apply(ask) : SOUND);
        bench.turn("one");
        bench.turn("two");
        bench.turn("three");
        assertThat(bench.turn("four").text()).isEqualTo(SOUND);
        assertThat(bench.asks.getLast().history()).containsExactly(Message.user("four"));
    }

    /// The first restore keeps what fits, also when it is the only one.
    @Test
    void aSingleRestoreKeepsTheNewestHalf() {
        var full = WireError.of(WireFault.STATE_TOO_LARGE, "state too large");
        var bench = Bench.of(new Pattern.Checkpoint(1)).then(says("A"), says("B"), says("C"),
                ask -> ask.history().size() > 3 ? fails(full).apply(ask) : SOUND);
        bench.turn("one");
        bench.turn("two");
        bench.turn("three");
        assertThat(bench.turn("four").text()).isEqualTo(SOUND);
        assertThat(bench.asks.getLast().history()).extracting(Message::content).containsExactly("three", "C", "four");
    }

    @Test
    void whatTheAgentSaidSinceItsLastSoundReplyIsLeftOutAtARestore() {
        var bench = Bench.of(Pattern.Checkpoint.STANDARD, new Pattern.Verify(0, 3)).then(says("Good."));
        bench.turn("one");
        bench.history.add(Message.user("two"));
        bench.history.add(Message.assistant("Something spoiled."));
        bench.replace(ask -> ask.history().stream().anyMatch(m -> m.content().contains("spoiled")) ? FALSE : SOUND);
        assertThat(bench.turn("three").text()).isEqualTo(SOUND);
        assertThat(bench.asks.getLast().history()).extracting(Message::content)
                .containsExactly("one", "Good.", "two", "three");
    }

    /// What it said since its last sound reply is left out, and the user's words stay.
    @Test
    void anAgentThatStallsIsAskedOnACleanHistory() {
        var bench = Bench.of(new Pattern.Verify(1, 3)).then(Bench.says("Your claim is in review."));
        bench.turn("Where is my claim?");
        bench.history.add(Message.assistant("I am making a plan."));
        bench.replace(Bench.says("First I need to consider every possible option before I can do anything."));
        bench.turn("Please pay it.");
        assertThat(bench.detections).extracting(d -> d.detector()).contains("stall");
        assertThat(bench.asks.getLast().history()).extracting(Message::content).containsExactly("Where is my claim?",
                "Your claim is in review.", "Please pay it.");
    }
}
