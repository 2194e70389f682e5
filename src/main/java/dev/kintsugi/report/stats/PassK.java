package dev.kintsugi.report.stats;

import dev.kintsugi.domain.chance.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/// How reliable repeated trials of the same tasks are. pass^k is the chance that k trials of a task all succeed, the mean
/// over tasks of C(c,k)/C(n,k) (Yao and others 2024, "tau-bench"); pass@k is the chance that at least one does,
/// 1 - C(n-c,k)/C(n,k) (Chen and others 2021, "Evaluating large language models trained on code"). Immutable.
///
/// @param k     trials
/// @param tasks tasks with at least k trials: the others say nothing
/// @param value absent without such a task
/// @param low   lower end of the 95 % interval, a bootstrap over tasks (Efron 1979); absent with fewer than two tasks
/// @param high  upper end
public record PassK(int k, int tasks, OptionalDouble value, OptionalDouble low, OptionalDouble high) {
    private static final int RESAMPLES = 1000;

    /// One task's trials; those that broke in the lab itself are left out. Immutable.
    public record Task(int successes, int trials) {
        /// Throws `IllegalArgumentException` unless 0 <= successes <= trials.
        public Task {
            if (successes < 0 || successes > trials) {
                throw new IllegalArgumentException("was " + successes + " of " + trials);
            }
        }
    }

    /// All k succeed.
    public static PassK all(int k, List<Task> tasks, long seed) {
        return of(k, tasks, seed, t -> share(t.successes(), t.trials(), k));
    }

    /// At least one of k succeeds.
    public static PassK any(int k, List<Task> tasks, long seed) {
        return of(k, tasks, seed, t -> 1 - share(t.trials() - t.successes(), t.trials(), k));
    }

    private static PassK of(int k, List<Task> tasks, long seed, ToDoubleFunction<Task> each) {
        if (k < 1) {
            throw new IllegalArgumentException("k is at least 1, was " + k);
        }
        var values = tasks.stream().filter(t -> t.trials() >= k).mapToDouble(each).toArray();
        if (values.length < 2) {
            return new PassK(k, values.length, Arrays.stream(values).average(), OptionalDouble.empty(),
                    OptionalDouble.empty());
        }
        var means = means(values, seed);
        return new PassK(k, values.length, Arrays.stream(values).average(), OptionalDouble.of(means[RESAMPLES / 40]),
                OptionalDouble.of(means[RESAMPLES - 1 - RESAMPLES / 40]));
    }

    private static double[] means(double[] values, long seed) {
        var ones = new int[values.length];
        Arrays.fill(ones, 1);
        return means(values, ones, seed);
    }

    /// The means of resamples of whole groups, in order: the same seed gives the same.
    ///
    /// @param sums  of each group
    /// @param sizes how many values each has, at least 1
    static double[] means(double[] sums, int[] sizes, long seed) {
        var draws = new Draws(seed);
        var means = new double[RESAMPLES];
        for (int sample = 0; sample < RESAMPLES; sample++) {
            var sum = 0.0;
            var size = 0L;
            var drawn = draws.along(sample, 0, "report.bootstrap", sums.length);
            for (int i = 0; i < sums.length; i++) {
                var at = drawn.applyAsInt(i);
                sum += sums[at];
                size += sizes[at];
            }
            means[sample] = sum / size;
        }
        Arrays.sort(means);
        return means;
    }

    /// C(c,k)/C(n,k) as a product, in which nothing grows large.
    private static double share(int c, int n, int k) {
        var share = 1.0;
        for (int i = 0; i < k; i++) {
            share *= Math.max(0, c - i) / (double) (n - i);
        }
        return share;
    }
}
