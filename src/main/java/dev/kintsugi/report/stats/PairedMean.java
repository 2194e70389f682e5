package dev.kintsugi.report.stats;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// The mean difference of a time or a cost over pairs, with a paired bootstrap interval (Efron 1979). Immutable.
///
/// @param pairs how many
/// @param value absent without pairs
/// @param low   lower end of the 95 % interval; absent with fewer than two pairs
/// @param high  upper end
public record PairedMean(int pairs, OptionalDouble value, OptionalDouble low, OptionalDouble high) {
    /// @param differences one a pair, with less without
    /// @param seed        what the resamples are drawn from
    public static PairedMean of(List<Double> differences, long seed) {
        var values = differences.stream().mapToDouble(Double::doubleValue).toArray();
        var mean = Arrays.stream(values).average();
        if (values.length < 2) {
            return new PairedMean(values.length, mean, OptionalDouble.empty(), OptionalDouble.empty());
        }
        var means = PassK.means(values, seed);
        return new PairedMean(values.length, mean, OptionalDouble.of(means[means.length / 40]),
                OptionalDouble.of(means[means.length - 1 - means.length / 40]));
    }
}
