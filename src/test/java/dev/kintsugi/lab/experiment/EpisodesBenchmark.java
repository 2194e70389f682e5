package dev.kintsugi.lab.experiment;

import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.lab.AgentSource;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Episodes of `standard-worth`, whose conversations have two to four turns, by one player: three for each conversation.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 10, time = 10)
@Measurement(iterations = 6, time = 5)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class EpisodesBenchmark {
    private static final int ARMS = 3;

    private final Player player;
    private int task;

    public EpisodesBenchmark() {
        var pack = Packs.named("insurance");
        AgentSource agents = (settings, seed, _) -> Agents.scripted(pack, seed, settings.contextWindow());
        this.player = new Player(agents,
                Experiments.find("standard-worth", Path.of("").toAbsolutePath(), null, 100_000), null);
    }

    @Benchmark
    @OperationsPerInvocation(ARMS)
    public List<Played> episodes() {
        task = task % 100_000 + 1;
        return player.task(task);
    }

    @TearDown
    public void close() { player.close(); }

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder().include(EpisodesBenchmark.class.getName()).build()).run();
    }
}
