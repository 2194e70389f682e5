package dev.kintsugi.store;

import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.FailureAnalytics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What counting failures costs over 100,000 turns on disk: by the running counts, and by plain SQL. Every call asks
/// for another span, and H2 is told to reuse no result. Run by hand: `org.openjdk.jmh.Main TurnCountsBenchmark`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TurnCountsBenchmark {
    private static final int SESSIONS = 200;
    private static final int TURNS = 500;

    /// Over how long the turns lie: a burst of a hundred seconds, a day, a year.
    @Param({"100", "86400", "31536000"})
    public int seconds;

    private final Draws draws = new Draws(11);
    private Path folder;
    private H2Journal journal;
    private int asked;

    @Setup(Level.Trial)
    public void fill() throws IOException {
        folder = Files.createTempDirectory("turn-counts");
        journal = H2Journal.open(folder);
        var all = new ArrayList<Rows>();
        for (int s = 0; s < SESSIONS; s++) {
            all.add(new Rows("s" + s));
        }
        for (int t = 0; t < TURNS; t++) {
            var batches = new ArrayList<Batch>();
            for (int s = 0; s < SESSIONS; s++) {
                batches.add(TurnCountsTest.at(all.get(s).turn("Where is my claim INS-2024-9876?"),
                        Rows.START.plusMillis(place(t * SESSIONS + s)), s + t));
            }
            journal.unhurried(handle -> BatchTables.write(handle, batches));
        }
        journal.read(handle -> handle.execute("SET OPTIMIZE_REUSE_RESULTS FALSE"));
    }

    private long place(int n) {
        return draws.below(new DrawKey(1, n, 0, "second"), seconds) * 1000L
                + draws.below(new DrawKey(1, n, 0, "ms"), 1000);
    }

    @TearDown(Level.Trial)
    public void empty() throws IOException {
        journal.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Instant since() { return Rows.START.plusMillis(place(++asked) / 2); }

    private Instant until() { return Rows.START.plusSeconds(seconds).plus(Duration.ofHours(1)).plusNanos(asked); }

    @Benchmark
    public FailureAnalytics counted() { return journal.failures(since(), until()); }

    @Benchmark
    public FailureAnalytics plainSql() {
        return journal.read(handle -> TurnCountsTest.plain(handle, since(), until()));
    }
}
