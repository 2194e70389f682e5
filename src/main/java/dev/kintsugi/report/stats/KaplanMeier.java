package dev.kintsugi.report.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The product-limit estimate of a time to restore (Kaplan and Meier 1958, "Nonparametric estimation from incomplete
/// observations"): turns that were never restored count as censored, they are not left out. Stateless.
public final class KaplanMeier {
    private static final Comparator<RestoreTime> IN_TIME = Comparator.comparingLong(RestoreTime::ms)
            .thenComparing(t -> !t.restored());

    private static final double Z95 = 1.959963984540054;
    /// A half, and what the rounding of a long product of shares may add to it.
    private static final double HALF = 0.5 + 1e-9;

    private KaplanMeier() {}

    /// Where the median may lie, in milliseconds, at 95 %; an end that the data do not reach is absent. Immutable.
    public record Interval(OptionalLong low, OptionalLong high) {}

    /// The interval of the median (Brookmeyer and Crowley 1982, "A confidence interval for the median survival time", on
    /// the log-minus-log scale with Greenwood's variance): its ends are the first times at which the lower and the upper
    /// bound of the share that is not restored yet are a half or less.
    public static Interval medianInterval(List<RestoreTime> times) {
        var low = OptionalLong.empty();
        var high = OptionalLong.empty();
        var survival = 1.0;
        var variance = 0.0;
        var sorted = times.stream().sorted(IN_TIME).toList();
        var restored = 0L;
        for (int begin = 0; begin < sorted.size(); begin += (int) Math.max(1, restored)) {
            var at = sorted.get(begin).ms();
            restored = sorted.subList(begin, sorted.size()).stream()
                    .takeWhile(t -> t.restored() && t.ms() == at).count();
            if (restored == 0) {
                continue;
            }
            long atRisk = sorted.size() - begin;
            survival *= (atRisk - restored) / (double) atRisk;
            variance += restored / (double) (atRisk * (atRisk - restored));
            if (low.isEmpty() && bound(survival, variance, 1) <= 0.5) {
                low = OptionalLong.of(at);
            }
            // Once nobody is left the variance is not defined, and the data name no upper end.
            if (high.isEmpty() && survival > 0 && bound(survival, variance, -1) <= 0.5) {
                high = OptionalLong.of(at);
            }
        }
        return new Interval(low, high);
    }

    /// How many are restored by when: a step for each moment at which one was, the earliest first.
    ///
    /// @param ms    milliseconds
    /// @param share of all, 0 to 1: one minus the survival
    public record Step(long ms, double share) {}

    /// The curve as steps; none without data, or when none was restored.
    public static List<Step> curve(List<RestoreTime> times) {
        var steps = new ArrayList<Step>();
        var survival = 1.0;
        var atRisk = times.size();
        for (var time : times.stream().sorted(IN_TIME).toList()) {
            if (time.restored()) {
                survival *= (atRisk - 1.0) / atRisk;
                if (!steps.isEmpty() && steps.getLast().ms() == time.ms()) {
                    steps.removeLast();
                }
                steps.add(new Step(time.ms(), 1 - survival));
            }
            atRisk--;
        }
        return steps;
    }

    private static double bound(double survival, double variance, int side) {
        return survival <= 0
                ? 0
                : Math.pow(survival, Math.exp(side * Z95 * Math.sqrt(variance) / Math.abs(Math.log(survival))));
    }

    /// The earliest time, in milliseconds, by which half are restored; empty when it is not reached or without data.
    public static OptionalLong median(List<RestoreTime> times) {
        var survival = 1.0;
        var atRisk = times.size();
        for (var time : times.stream().sorted(IN_TIME).toList()) {
            if (time.restored()) {
                survival *= (atRisk - 1.0) / atRisk;
                if (survival <= HALF) {
                    return OptionalLong.of(time.ms());
                }
            }
            atRisk--;
        }
        return OptionalLong.empty();
    }

    /// The restricted mean: how long restoring takes on average within the horizon, in milliseconds, those that took
    /// longer or were never restored counted with the whole horizon (Irwin 1949). Empty without data.
    ///
    /// @param horizon milliseconds, at least 1
    public static OptionalDouble restrictedMean(List<RestoreTime> times, long horizon) {
        if (times.isEmpty()) {
            return OptionalDouble.empty();
        }
        var survival = 1.0;
        var area = 0.0;
        long from = 0;
        var atRisk = times.size();
        for (var time : times.stream().sorted(IN_TIME).toList()) {
            var until = Math.min(time.ms(), horizon);
            if (time.restored() && time.ms() <= horizon) {
                area += survival * (until - from);
                from = until;
                survival *= (atRisk - 1.0) / atRisk;
            }
            atRisk--;
        }
        return OptionalDouble.of(area + survival * (horizon - from));
    }
}
