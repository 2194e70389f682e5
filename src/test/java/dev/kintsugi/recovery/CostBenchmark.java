package dev.kintsugi.recovery;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Retry, breaker and bulkhead around a call that succeeds, and an open breaker around one that may not be made: ours, with
/// its record of attempts, beside the bare decorators of resilience4j in the same run.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CostBenchmark {
    private static final AgentReply REPLY = new AgentReply("So 8 days come to $320.", "alpha", Usage.NONE,
            FinishReason.STOP, List.of(), 0, true);

    private final RecoveryTurn turn = new RecoveryTurn(new TurnId(new SessionId("s"), 1), 1,
            List.of(Message.user("What does my rental cover pay?")), List.of(), List.of("alpha", "beta"), List.of(),
            Deadline.NONE);
    private final Recovery ours = recovery(
            List.of(Pattern.Retry.STANDARD, Pattern.Bulkhead.STANDARD, Pattern.Breaker.ORCHESTRATION));
    private final Recovery open = recovery(List.of(new Pattern.Breaker(5, 10, Duration.ofDays(1), true, 1, false)));
    private final Supplier<AgentReply> theirs = Retry.decorateSupplier(Retry.ofDefaults("retry"),
            Bulkhead.decorateSupplier(
                    Bulkhead.of("bulkhead", BulkheadConfig.custom().maxConcurrentCalls(10).build()),
                    CircuitBreaker.decorateSupplier(CircuitBreaker.ofDefaults("breaker"), () -> REPLY)));
    private final CircuitBreaker theirOpen = CircuitBreaker.ofDefaults("open");
    private final Supplier<AgentReply> theirRejection = CircuitBreaker.decorateSupplier(theirOpen, () -> REPLY);

    private static Recovery recovery(List<Pattern> patterns) {
        return new Recovery(new Policy("cost", patterns), new Draws(42), new ConversationClock(), "Helper");
    }

    public CostBenchmark() {
        theirOpen.transitionToForcedOpenState();
        for (int i = 0; i < 5; i++) {
            open.deliver(turn, (ask, _) -> { throw Bench.error(Bench.down(), ask.model()); }, Watcher.NONE,
                    TokenSink.NONE);
        }
    }

    @Benchmark
    public Delivery success() { return ours.deliver(turn, (_, _) -> REPLY, Watcher.NONE, TokenSink.NONE); }

    @Benchmark
    public AgentReply successOfTheLibrary() { return theirs.get(); }

    @Benchmark
    public Delivery rejection() { return open.deliver(turn, (_, _) -> REPLY, Watcher.NONE, TokenSink.NONE); }

    @Benchmark
    public Object rejectionOfTheLibrary() {
        try {
            return theirRejection.get();
        } catch (CallNotPermittedException e) {
            return e;
        }
    }

    /// The whole standard layer, detectors included, as single samples: its 99th percentile is what counts.
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    public Delivery standard(Standard whole) {
        return whole.recovery.deliver(turn, (_, _) -> REPLY, Watcher.NONE, TokenSink.NONE);
    }

    /// The standard policy.
    @State(Scope.Benchmark)
    public static class Standard {
        private final Recovery recovery = new Recovery(Policies.STANDARD, new Draws(42), new ConversationClock(),
                "Helper");
    }

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder().include(CostBenchmark.class.getSimpleName()).build()).run();
    }
}
