package dev.kintsugi.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.time.VirtualClock;
import dev.kintsugi.recovery.Circuit;
import dev.kintsugi.recovery.Recovery;
import dev.kintsugi.recovery.RecoveryTurn;
import dev.kintsugi.recovery.Services;
import dev.kintsugi.recovery.Watcher;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class NeverWorseTest {
    private static final Policy POLICY = new Policy("test",
            List.of(new Pattern.Breaker(1, 1, Duration.ofSeconds(1), true, 2, true)));

    @Test
    void fourThousandRandomScriptsBreakNoPromise() {
        var report = NeverWorse.run(4_000, 42, _ -> {});
        assertThat(report.broken()).isEmpty();
        assertThat(report.passed()).isTrue();
        assertThat(report.attempts()).isGreaterThan(30_000);
    }

    @Test
    void theSameSeedPlaysTheSame() {
        assertThat(NeverWorse.run(200, 7, _ -> {})).isEqualTo(NeverWorse.run(200, 7, _ -> {}));
    }

    @Test
    void aBrokenPromiseIsSeen() {
        var policy = new Policy("test", List.of(new Pattern.Bulkhead(1, Duration.ZERO, true), Pattern.Retry.STANDARD));
        var rules = new Rulebook(policy, "planted");
        var recovery = new Recovery(policy, new Draws(1), new VirtualClock(Instant.EPOCH),
                "Helper");
        rules.entered("a", "alpha", recovery);
        rules.entered("b", "alpha", recovery);
        rules.acts("pay");
        rules.acted("pay", true);
        rules.acts("pay");
        rules.acted("pay", true);
        rules.turn(9, policy.limit().plusSeconds(1), Duration.ofHours(1));
        rules.session(1, 1000);
        assertThat(rules.broken()).hasSize(6);
    }

    @Test
    void aProbeTooManyIsSeen() {
        var clock = new VirtualClock(Instant.EPOCH);
        var one = session("one", clock, new Services(clock));
        deliver(one, NeverWorseTest::down);
        clock.advance(Duration.ofSeconds(2));
        var rules = new Rulebook(POLICY, "planted");
        deliver(one, () -> {
            try (var _ = rules.entered("a", "alpha", one);
                    var _ = rules.entered("b", "alpha", one);
                    var _ = rules.entered("c", "alpha", one)) {
                return well();
            }
        });
        assertThat(rules.broken()).singleElement().asString().contains("a breaker of 2 probes let through 3");
    }

    /// A probe is still on its way when the circuit opens again; then come the two of the circuit that is half open next.
    @Test
    void aProbeOfAnEarlierOpeningIsNotCountedAmongTheNextOnes() {
        var clock = new VirtualClock(Instant.EPOCH);
        var services = new Services(clock);
        var one = session("one", clock, services);
        var two = session("two", clock, services);
        var rules = new Rulebook(POLICY, "planted");
        deliver(one, NeverWorseTest::down);
        clock.advance(Duration.ofSeconds(2));
        deliver(one, () -> {
            try (var _ = rules.entered("one", "alpha", one)) {
                deliver(two, NeverWorseTest::down);
                clock.advance(Duration.ofSeconds(2));
                deliver(two, () -> {
                    try (var _ = rules.entered("two", "alpha", two); var _ = rules.entered("three", "alpha", two)) {
                        return well();
                    }
                });
                return well();
            }
        });
        assertThat(two.circuits()).extracting(Circuit::opened).containsExactly(2);
        assertThat(rules.broken()).isEmpty();
    }

    private static Recovery session(String name, VirtualClock clock, Services services) {
        return new Recovery(POLICY, new Draws(1), clock, name, services);
    }

    private static AgentReply down() {
        throw ErrorTable.error(WireError.http(503, "", "", "overloaded"),
                new ErrorContext(new SessionId("s"), "Helper", "alpha", "model", 1, 0));
    }

    private static AgentReply well() {
        return new AgentReply("Well.", "alpha", Usage.NONE, FinishReason.STOP, List.of(), 0, true);
    }

    private static void deliver(Recovery recovery, Supplier<AgentReply> call) {
        recovery.deliver(new RecoveryTurn(new TurnId(new SessionId("s"), 1), 7, List.of(Message.user("Hello?")),
                List.of(), List.of("alpha"), List.of()), (_, _) -> call.get(), Watcher.NONE, TokenSink.NONE);
    }
}
