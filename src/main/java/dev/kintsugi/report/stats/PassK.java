package dev.kintsugi.report.stats;

import dev.kintsugi.domain.chance.DrawKey;
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

    /// The means of resamples, in order: the same seed gives the same.
    static double[] means(double[] values, long seed) {
        var draws = new Draws(seed);
        var means = new double[RESAMPLES];
        for (int sample = 0; sample < RESAMPLES; sample++) {
            var sum = 0.0;
            for (int i = 0; i < values.length; i++) {
                sum += values[draws.below(new DrawKey(sample, 0, i, "report.bootstrap"), values.length)];
            }
            means[sample] = sum / values.length;
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
