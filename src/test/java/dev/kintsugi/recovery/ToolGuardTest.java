package dev.kintsugi.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.ToolSpec;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.recovery.policy.Pattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/// Tools behind the same patterns as the model.
class ToolGuardTest {
    private final List<ToolRequest> uses = new ArrayList<>();

    /// A tool that behaves as told.
    private final class Fake implements Tool {
        private final Effect effect;
        private final Function<ToolRequest, ToolResult> does;

        Fake(Effect effect, Function<ToolRequest, ToolResult> does) {
            this.effect = effect;
            this.does = does;
        }

        @Override
        public ToolSpec spec() { return new ToolSpec("look_up", "", "{}", effect); }

        @Override
        public ToolResult call(ToolRequest request) {
            uses.add(request);
            return does.apply(request);
        }

        @Override
        public ToolResult preview(ToolRequest request) { return does.apply(request); }
    }

    private static Function<Ask, String> uses(Bench bench, Tool tool) { return uses(bench, tool, "{}"); }

    private static Function<Ask, String> uses(Bench bench, Tool tool, String arguments) {
        return ask -> bench.recovery.guard(ask, Wire.DIRECT).tool(tool,
                new ToolRequest(new ToolCall("c", "look_up", arguments), "key",
                        new CallKey(new TurnId(new SessionId("s"), 1), 7, ask.attempt(), 1), ask.deadline()))
                .content();
    }

    private static ToolResult fails() {
        throw ErrorTable.error(WireError.of(WireFault.RESET, "reset"),
                new ErrorContext(new SessionId("s"), "Helper", "alpha", "look_up", 1, 0));
    }

    @Test
    void aToolThatKeepsFailingIsLeftAloneAndItsModelIsNotBlamed() {
        var bench = Bench.of(Pattern.Breaker.CONVERSATIONAL);
        bench.then(uses(bench, new Fake(Effect.READ, _ -> fails())));
        for (int i = 0; i < 5; i++) {
            bench.turn("Look it up");
        }
        assertThat(uses).hasSize(3);
        assertThat(bench.turn("Look it up").by()).isEqualTo("breaker");
        assertThat(bench.recovery.circuits()).extracting(Circuit::service, Circuit::state).containsExactly(
                Tuple.tuple("alpha", Circuit.State.CLOSED),
                Tuple.tuple("look_up", Circuit.State.OPEN));
    }

    /// A wrong credential says nothing about a tool's health.
    @Test
    void aToolThatRefusesItsCallerIsNotLeftAlone() {
        var bench = Bench.of(Pattern.Breaker.CONVERSATIONAL);
        bench.then(uses(bench, new Fake(Effect.READ, _ -> denied())));
        for (int i = 0; i < 5; i++) {
            bench.turn("Look it up");
        }
        assertThat(uses).hasSize(5);
    }

    @Test
    void aProbeThatSaysNothingOfAToolsHealthGivesItsPlaceToTheNext() {
        var bench = Bench.of(new Pattern.Breaker(1, 1, Duration.ofMinutes(1), true, 1, false));
        bench.then(uses(bench, new Fake(Effect.READ, _ -> uses.size() == 1 ? fails() : denied())));
        bench.turn("Look it up");
        bench.clock.advance(Duration.ofMinutes(1));
        bench.turn("Look it up");
        bench.turn("Look it up");
        assertThat(uses).hasSize(3);
    }

    private static ToolResult denied() { throw Bench.error(Bench.denied(), "alpha"); }

    @Test
    void aToolsBreakerIsNotRetried() {
        var bench = Bench.of(Pattern.Retry.STANDARD, Pattern.Breaker.CONVERSATIONAL);
        bench.then(uses(bench, new Fake(Effect.READ, _ -> fails())));
        bench.turn("Look it up");
        assertThat(uses).hasSize(3);
        bench.turn("Look it up");
        assertThat(uses).hasSize(3);
        assertThat(bench.asks).hasSize(4);
    }

    @Test
    void aToolGetsItsOwnDeadlineWithinThatOfTheCall() {
        var bench = Bench.of(new Pattern.Timeout(Duration.ofSeconds(30), Duration.ofSeconds(10)));
        bench.then(uses(bench, new Fake(Effect.READ, _ -> new ToolResult("{}", true, 0, false))));
        bench.turn("Look it up");
        assertThat(uses.getFirst().deadline()).isEqualTo(Deadline.in(Duration.ofSeconds(10), bench.clock));
        assertThat(bench.asks.getFirst().deadline()).isEqualTo(Deadline.in(Duration.ofSeconds(30), bench.clock));
    }

    @Test
    void aLateReadingIsNotTakenButALateActIs() {
        for (var effect : List.of(Effect.READ, Effect.EFFECT)) {
            var bench = Bench.of(Pattern.Timeout.STANDARD);
            bench.then(uses(bench, new Fake(effect, _ -> {
                bench.clock.sleep(Duration.ofSeconds(11), WaitReason.MODEL_LATENCY);
                return new ToolResult("done", true, 0, false);
            })));
            assertThat(bench.turn("Do it").error() == null).isEqualTo(effect == Effect.EFFECT);
        }
    }

    @Test
    void aToolsPlaceIsGivenBackHoweverItEnds() {
        var bench = Bench.of(new Pattern.Bulkhead(1, Duration.ZERO, false));
        bench.then(uses(bench, new Fake(Effect.READ,
                _ -> uses.size() == 2 ? fails() : new ToolResult("{}", true, 0, false))));
        for (int i = 0; i < 3; i++) {
            bench.turn("Look it up");
        }
        assertThat(uses).hasSize(3);
        assertThat(bench.recovery.health().bulkheads()).extracting(Occupancy::service, Occupancy::inside,
                Occupancy::rejected).contains(Tuple.tuple("look_up", 0, 0));
    }

    @Test
    void ofTwoThatRaceOnlyOneActs() {
        var bench = Bench.of(new Pattern.Hedge(Duration.ofSeconds(2)));
        var tool = new Fake(Effect.RISKY, _ -> new ToolResult("paid", true, 0, false));
        bench.then(ask -> {
            bench.clock.sleep(Duration.ofSeconds(3), WaitReason.MODEL_LATENCY);
            return uses(bench, tool).apply(ask);
        });
        assertThat(bench.turn("Pay it").text()).isEqualTo("paid");
        assertThat(uses).hasSize(1);
    }

    @Test
    void whoHasBegunToActGetsNoRival() {
        var bench = Bench.of(new Pattern.Hedge(Duration.ofSeconds(2)));
        var tool = new Fake(Effect.RISKY, _ -> {
            bench.clock.sleep(Duration.ofSeconds(9), WaitReason.MODEL_LATENCY);
            return new ToolResult("paid", true, 0, false);
        });
        bench.then(uses(bench, tool));
        assertThat(bench.turn("Pay it").text()).isEqualTo("paid");
        assertThat(bench.asks).hasSize(1);
    }

    @Test
    void nobodyWhoActsIsCancelledByAnAnswerThatCameFirst() {
        var bench = Bench.of(new Pattern.Hedge(Duration.ofSeconds(2)));
        var tool = new Fake(Effect.RISKY, _ -> {
            bench.clock.sleep(Duration.ofSeconds(9), WaitReason.MODEL_LATENCY);
            return new ToolResult("paid", true, 0, false);
        });
        bench.then(ask -> {
            bench.clock.sleep(Duration.ofSeconds(3), WaitReason.MODEL_LATENCY);
            return uses(bench, tool).apply(ask);
        }, ask -> {
            bench.clock.sleep(Duration.ofSeconds(2), WaitReason.MODEL_LATENCY);
            return "quick";
        });
        assertThat(bench.turn("Pay it").text()).isEqualTo("paid");
        assertThat(uses).hasSize(1);
    }

    @Test
    void afterARaceInWhichOneActedTheNextTryMayAct() {
        var bench = Bench.of(Pattern.Retry.STANDARD, new Pattern.Hedge(Duration.ofSeconds(2)));
        bench.then(uses(bench, new Fake(Effect.EFFECT,
                _ -> uses.size() == 1 ? fails() : new ToolResult("paid", true, 0, false))));
        assertThat(bench.turn("Pay it").text()).isEqualTo("paid");
        assertThat(uses).hasSize(2);
    }

    /// Says what it is told to say, once for each use; then it fails.
    private Fake sayingThenFailing(String... answers) {
        return new Fake(Effect.READ,
                _ -> uses.size() <= answers.length
                        ? new ToolResult(answers[uses.size() - 1], true, 0, false)
                        : fails());
    }

    @Test
    void whenTheTriesAreUsedUpAToolGivesWhatItSaidBeforeAndTheUserIsTold() {
        var bench = Bench.of(Pattern.Cache.STANDARD, Pattern.Retry.STANDARD);
        bench.then(uses(bench, sayingThenFailing("The price is 12 dollars.")));
        assertThat(bench.turn("What does the bowl cost?").status()).isEqualTo(DeliveredStatus.REPLY);
        bench.clock.advance(Duration.ofMinutes(5));
        var stale = bench.turn("And with tax, shipping and wrapping paper?");
        assertThat(uses).hasSize(4);
        assertThat(stale.status()).isEqualTo(DeliveredStatus.STALE);
        assertThat(stale.text()).contains("looked up 5 minutes ago: The price is 12 dollars.");
        assertThat(bench.told()).endsWith("cache FELL_BACK");
        bench.replace(_ -> { throw Bench.error(Bench.denied(), "alpha"); });
        assertThat(bench.turn("And with tax, shipping and wrapping paper?").status())
                .as("what rested on an old reading is not kept as new").isEqualTo(DeliveredStatus.ERROR);
    }

    @Test
    void ofSeveralOldReadingsTheOldestIsTold() {
        var bench = Bench.of(Pattern.Cache.STANDARD);
        var tool = sayingThenFailing("Twelve.", "Blue.");
        var price = uses(bench, tool, "{\"of\":\"price\"}");
        var colour = uses(bench, tool, "{\"of\":\"colour\"}");
        bench.then(price, colour, ask -> price.apply(ask) + colour.apply(ask));
        bench.turn("What does the bowl cost?");
        bench.clock.advance(Duration.ofMinutes(5));
        bench.turn("Which colour does it have?");
        bench.clock.advance(Duration.ofMinutes(1));
        assertThat(bench.turn("And both of them again, please?").text())
                .contains("looked up 6 minutes ago: Twelve.Blue.");
    }

    @Test
    void aToolThatIsHeldBackGivesWhatItSaidBeforeAtOnce() {
        var bench = Bench.of(Pattern.Cache.STANDARD, new Pattern.Breaker(1, 1, Duration.ofMinutes(1), true, 1, false));
        bench.then(uses(bench, sayingThenFailing("Twelve.")));
        bench.turn("What does the bowl cost?");
        bench.turn("What does the vase cost?");
        assertThat(bench.turn("And the plate, what about it?").status()).isEqualTo(DeliveredStatus.STALE);
        assertThat(uses).hasSize(2);
    }

    @Test
    void whatWasReadBeforeAnActOrTooLongAgoIsNotGiven() {
        var bench = Bench.of(Pattern.Cache.STANDARD);
        var reading = sayingThenFailing("Twelve.");
        bench.then(uses(bench, reading));
        bench.turn("What does the bowl cost?");
        bench.replace(uses(bench, new Fake(Effect.EFFECT, _ -> new ToolResult("sold", true, 0, false))));
        bench.turn("Sell it");
        bench.replace(uses(bench, reading));
        assertThat(bench.turn("And now, what is the price of that?").status()).isEqualTo(DeliveredStatus.ERROR);

        uses.clear();
        var later = Bench.of(Pattern.Cache.STANDARD);
        later.then(uses(later, sayingThenFailing("Twelve.")));
        later.turn("What does the bowl cost?");
        later.clock.advance(Duration.ofHours(2));
        assertThat(later.turn("And now, what is the price of that?").status()).isEqualTo(DeliveredStatus.ERROR);
    }

    @Test
    void whatCannotHealIsNotHiddenByAnOldReading() {
        var bench = Bench.of(Pattern.Cache.STANDARD);
        bench.then(uses(bench, new Fake(Effect.READ, _ -> {
            if (uses.size() > 1) {
                throw Bench.error(Bench.denied(), "alpha");
            }
            return new ToolResult("Twelve.", true, 0, false);
        })));
        bench.turn("What does the bowl cost?");
        assertThat(bench.turn("And now, what is the price of that?").status()).isEqualTo(DeliveredStatus.ERROR);
    }
}
