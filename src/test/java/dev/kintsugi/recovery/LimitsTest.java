package dev.kintsugi.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.recovery.policy.Backoff;
import dev.kintsugi.recovery.policy.Budget;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policy;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What one turn may spend: its time, that of one answer and of the work it belongs to, and its extra attempts.
class LimitsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Budget NOTHING_EXTRA = new Budget(0, 0);

    private static Bench bench(Duration limit, Budget budget, Pattern... patterns) {
        return new Bench(new Policy("test", List.of(patterns), limit, 10, budget));
    }

    private static Function<Ask, String> after(Bench bench, int seconds, Function<Ask, String> move) {
        return ask -> {
            bench.clock.sleep(Duration.ofSeconds(seconds), WaitReason.MODEL_LATENCY);
            return move.apply(ask);
        };
    }

    @Test
    void aTurnWhoseTimeIsOverAsksNobodyElse() {
        var bench = bench(Duration.ofSeconds(5), Budget.STANDARD, Pattern.ModelFallback.STANDARD);
        bench.then(after(bench, 6, Bench.fails(Bench.down())));
        bench.turn("Hello?");
        assertThat(bench.asks).hasSize(1);
        assertThat(bench.steps.getLast().note().value()).isEqualTo("this turn has used up its 5.0 s");
    }

    @Test
    void anAnswerWhoseTimeIsOverIsAskedOfNobodyElse() {
        var bench = bench(Policy.LIMIT, Budget.STANDARD, new Pattern.Timeout(SECOND, SECOND),
                Pattern.ModelFallback.STANDARD);
        bench.then(after(bench, 2, Bench.fails(Bench.down())));
        bench.turn("Hello?");
        assertThat(bench.asks).hasSize(1);
        assertThat(bench.steps.getLast().note().value()).isEqualTo("the time for this answer is over");
    }

    @Test
    void aTurnHasNoMoreTimeThanTheWorkItBelongsTo() {
        var bench = bench(Policy.LIMIT, Budget.STANDARD, Pattern.Degrade.STANDARD).then(Bench.says("Yes."));
        var soon = Deadline.in(SECOND, bench.clock);
        bench.recovery.deliver(new RecoveryTurn(new TurnId(new SessionId("s"), 1), 7, List.of(Message.user("Now?")),
                List.of(), bench.models, List.of(), soon), bench, bench, TokenSink.NONE);
        assertThat(bench.asks.getFirst().deadline()).isEqualTo(soon);
    }

    @Test
    void withoutAnyExtraAttemptTheFirstIsMadeAllTheSame() {
        var bench = bench(Policy.LIMIT, NOTHING_EXTRA, Pattern.Hedge.STANDARD).then(Bench.says("Yes."));
        assertThat(bench.turn("Hello?").text()).isEqualTo("Yes.");
    }

    @Test
    void withoutAnyExtraAttemptASlowAnswerHasNoRival() {
        var bench = bench(Policy.LIMIT, NOTHING_EXTRA, new Pattern.Hedge(SECOND));
        bench.then(after(bench, 5, Bench.says("Yes.")), Bench.says("No."));
        assertThat(bench.turn("Hello?").text()).isEqualTo("Yes.");
        assertThat(bench.asks).hasSize(1);
        assertThat(bench.told()).as("none is said to have been sent").containsExactly("hedge GAVE_UP");
    }

    /// After it there would be no time left to ask in.
    @Test
    void aPauseThatTakesAllThatIsLeftIsNotBegun() {
        var bench = bench(Duration.ofSeconds(3), Budget.STANDARD,
                new Pattern.Retry(2, Backoff.CONSTANT, SECOND, 1, SECOND, false, Duration.ofMinutes(1)));
        var start = bench.clock.now();
        bench.then(after(bench, 2, Bench.fails(Bench.down())));
        bench.turn("Hello?");
        assertThat(Duration.between(start, bench.clock.now())).isEqualTo(Duration.ofSeconds(2));
    }

    /// The first waits to try again while its rival begins: only one of them has the attempt that is left.
    @Test
    void twoThatRaceShareTheExtraAttempts() {
        var bench = bench(Policy.LIMIT, new Budget(1, 0), new Pattern.Hedge(Duration.ofMillis(3500)),
                new Pattern.Retry(2, Backoff.CONSTANT, SECOND, 1, SECOND, false, Duration.ofMinutes(1)));
        bench.then(after(bench, 3, Bench.fails(Bench.down())), after(bench, 10, Bench.says("Here.")));
        assertThat(bench.turn("Hello?").text()).isEqualTo("Here.");
        assertThat(bench.asks).hasSize(2);
    }
}
