package dev.kintsugi.fault;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import dev.kintsugi.fault.text.Dice;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What a decision and an effect cost. Run by hand: `org.openjdk.jmh.Main DecisionBenchmark`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class DecisionBenchmark {
    private static final String REPLY = "Your claim INS-2024-9876 was approved on November 12, 2024, and we pay $1,250.";
    private final Injector injector = new Injector();
    private final FaultSettings off = FaultSettings.defaults();
    private final FaultSettings on = off.withChaos(true).withMultiplier(0);
    private final FaultSettings weighted = off.withChaos(true).withLaw(Law.WEIGHTED);
    private final TurnPlace place = new TurnPlace(new TurnId(new SessionId("s"), 3), 1, 42, 1_000);
    private final Scene scene = new Scene(FailureMode.HALLUCINATION, null, off, new Dice(new Draws(42), 1, 3, "f."),
            List.of());

    @Benchmark
    public Decision clean() { return injector.decide(off, SessionFaults.NEW, place, null); }

    @Benchmark
    public Decision elevenRolls() { return injector.decide(on, SessionFaults.NEW, place, null); }

    @Benchmark
    public Decision weightedRoll() { return injector.decide(weighted, SessionFaults.NEW, place, null); }

    @Benchmark
    public Object hallucination() { return new Hallucination().rewrite(REPLY, scene); }
}
