package dev.kintsugi.recovery;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.time.VirtualClock;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// What recovery costs on a call that succeeds: nothing around it, all patterns but the detectors, and all of them.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ChainBenchmark {
    private static final AgentReply REPLY = new AgentReply(
            "With rental cover we pay up to 30 days at $40 a day, so 8 days come to $320.", "alpha", Usage.NONE,
            FinishReason.STOP, List.of(), 0, true);

    @Param({"none", "unverified", "standard"})
    public String policy = "none";

    private final RecoveryTurn turn = new RecoveryTurn(new TurnId(new SessionId("s"), 1), 1,
            List.of(Message.user("I have had no car for 8 days. What does my rental cover pay?")),
            List.of(new Passage("1", "Rental cover", "With rental cover we pay up to 30 days at 40 dollars a day.")),
            List.of("alpha", "beta"), List.of());
    private Recovery recovery = recovery("none");

    @Setup
    public void open() { recovery = recovery(policy); }

    private static Recovery recovery(String name) {
        var chosen = name.equals("unverified")
                ? new Policy(name,
                        Policies.STANDARD.patterns().stream().filter(p -> !(p instanceof Pattern.Verify)).toList())
                : Policies.named(name);
        return new Recovery(chosen, new Draws(42), new VirtualClock(Instant.EPOCH), "Helper");
    }

    @Benchmark
    public Delivery deliver() { return recovery.deliver(turn, (_, _) -> REPLY, Watcher.NONE, TokenSink.NONE); }

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder().include(ChainBenchmark.class.getSimpleName()).build()).run();
    }
}
