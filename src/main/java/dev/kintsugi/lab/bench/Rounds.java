package dev.kintsugi.lab.bench;

import java.time.Duration;

/// Repeats a piece of work: once to warm up, then in rounds. Immutable.
///
/// @param time how long warming up and all rounds take together, about
record Rounds(Duration time) {
    private static final int ROUNDS = 7;

    /// Real time of one repetition, in nanoseconds, of each round. The work is done in chunks, so that reading the clock
    /// costs nothing.
    double[] nanos(int chunk, Runnable work) {
        var share = time.toNanos() / (ROUNDS + 2);
        round(2 * share, chunk, work);
        var all = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            all[i] = round(share, chunk, work);
        }
        return all;
    }

    private static double round(long nanos, int chunk, Runnable work) {
        var start = System.nanoTime();
        var done = 0L;
        do {
            for (int i = 0; i < chunk; i++) {
                work.run();
            }
            done += chunk;
        } while (System.nanoTime() - start < nanos);
        return (System.nanoTime() - start) / (double) done;
    }

    static double[] divided(double[] values, double by) {
        var all = values.clone();
        for (int i = 0; i < all.length; i++) {
            all[i] /= by;
        }
        return all;
    }
}
