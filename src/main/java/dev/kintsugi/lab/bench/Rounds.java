package dev.kintsugi.lab.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/// Repeats a piece of work: once to warm up, then in rounds. Immutable.
///
/// @param time how long warming up and all rounds take together, about
record Rounds(Duration time) {
    private static final int ROUNDS = 7;
    /// Warming up takes as long as so many rounds.
    private static final int WARM = 7;

    /// Real time of one repetition in the middle chunk of each round, in nanoseconds. The work is done in chunks, so that
    /// reading the clock costs nothing; of the chunks the middle one counts, so that one in which the garbage was
    /// collected, or another process ran, stands for itself alone.
    double[] nanos(int chunk, Runnable work) {
        return nanos(chunk, () -> {
            var start = System.nanoTime();
            for (int i = 0; i < chunk; i++) {
                work.run();
            }
            return System.nanoTime() - start;
        });
    }

    /// The same for work that measures itself.
    ///
    /// @param chunk repetitions that it does
    /// @param work  returns the nanoseconds they took
    double[] nanos(int chunk, LongSupplier work) {
        var share = time.toNanos() / (ROUNDS + WARM);
        round(WARM * share, chunk, work);
        var all = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            all[i] = round(share, chunk, work);
        }
        return all;
    }

    private static double round(long nanos, int chunk, LongSupplier work) {
        var until = System.nanoTime() + nanos;
        var took = LongStream.builder();
        do {
            took.add(work.getAsLong());
        } while (System.nanoTime() < until);
        var sorted = took.build().sorted().toArray();
        return sorted[sorted.length / 2] / (double) chunk;
    }

    static double[] divided(double[] values, double by) { return Arrays.stream(values).map(v -> v / by).toArray(); }
}
