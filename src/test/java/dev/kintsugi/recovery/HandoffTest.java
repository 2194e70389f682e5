package dev.kintsugi.recovery;

import static dev.kintsugi.recovery.Bench.denied;
import static dev.kintsugi.recovery.Bench.down;
import static dev.kintsugi.recovery.Bench.fails;
import static dev.kintsugi.recovery.Bench.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.people.ApprovalRule;
import dev.kintsugi.domain.people.Help;
import dev.kintsugi.recovery.policy.Backoff;
import dev.kintsugi.recovery.policy.Pattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When a person is called, and what with.
class HandoffTest {
    private final List<String> asked = new ArrayList<>();
    private Help help = new Help.Answered("I look after it.", "Dana", false);

    private final Escalation dana = new Escalation() {
        @Override
        public boolean taken() { return false; }

        @Override
        public Help escalate(String failing, String error, int failures, Duration patience) {
            asked.add(failing + "; " + failures);
            return help;
        }
    };

    private static Pattern.Handoff after(int failures) {
        return new Pattern.Handoff(failures, Duration.ofSeconds(120), ApprovalRule.RISKY);
    }

    private static Pattern.Retry thrice() {
        return new Pattern.Retry(3, Backoff.CONSTANT, Duration.ofSeconds(1), 2, Duration.ofSeconds(1), false,
                Duration.ofSeconds(60));
    }

    private Delivery turn(Bench bench) { return bench.turn("Hello?", dana); }

    @Test
    void eachAttemptOfATurnCountsAsAFailure() {
        var bench = Bench.of(after(3), thrice()).then(fails(down()));
        assertThat(turn(bench).text()).isEqualTo("I look after it.");
        assertThat(asked).containsExactly("the model failed 3 times; 3");
    }

    @Test
    void failuresAddUpOverTurnsUntilASoundReply() {
        var bench = Bench.of(after(3)).then(fails(down()), fails(down()), says("Good."), fails(down()), fails(down()),
                fails(down()));
        for (int i = 0; i < 5; i++) {
            turn(bench);
        }
        assertThat(asked).isEmpty();
        turn(bench);
        assertThat(asked).containsExactly("the model failed 3 times; 3");
    }

    @Test
    void whoWasAnsweredIsNotHandedOverAgainAtTheNextFailure() {
        var bench = Bench.of(after(2)).then(fails(down()));
        for (int i = 0; i < 5; i++) {
            turn(bench);
        }
        assertThat(asked).containsExactly("the model failed 2 times; 2", "the model failed 2 times; 2");
    }

    @Test
    void aCallThatWasNotEvenMadeIsAFailureToo() {
        var bench = Bench.of(after(4), Pattern.Breaker.CONVERSATIONAL).then(fails(down()));
        for (int i = 0; i < 4; i++) {
            turn(bench);
        }
        assertThat(bench.asks).hasSize(3);
        assertThat(asked).singleElement().asString().endsWith("; 4");
    }

    @Test
    void whatOnlyAPersonCanCureGoesToOneAtOnce() {
        turn(Bench.of(after(3)).then(fails(denied())));
        assertThat(asked).containsExactly("only a person can renew the access to the model; 1");
    }

    /// Another model may have quota left.
    @Test
    void whatAnotherModelCanCureDoesNot() {
        var quota = WireError.http(429, "insufficient_quota", "insufficient_quota", "You exceeded your current quota");
        turn(Bench.of(after(3)).then(fails(quota)));
        assertThat(asked).isEmpty();
    }

    @Test
    void whatIsHandedBackIsTriedOnceWithTheNote() {
        help = new Help.HandedBack("The claim is 7, not 1.", "Dana", false);
        var bench = Bench.of(after(1)).then(fails(down()));
        turn(bench);
        assertThat(bench.asks).hasSize(2);
        assertThat(bench.asks.getLast().notes()).singleElement().asString().contains("The claim is 7, not 1.");
        assertThat(asked).hasSize(1);
    }

    @Test
    void whereNobodyComesTheFailureStays() {
        help = new Help.Nobody();
        var bench = Bench.of(after(1)).then(fails(down()));
        assertThat(turn(bench).error()).isNotNull();
        assertThat(bench.told()).endsWith("handoff FELL_BACK", "handoff GAVE_UP");
    }
}
