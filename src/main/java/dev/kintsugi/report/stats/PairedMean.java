package dev.kintsugi.report.stats;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// The mean difference of a time or a cost over pairs, with a paired bootstrap interval (Efron 1979). Immutable.
///
/// @param pairs how many
/// @param value absent without pairs
/// @param low   lower end of the 95 % interval; absent with fewer than two pairs or groups
/// @param high  upper end
public record PairedMean(int pairs, OptionalDouble value, OptionalDouble low, OptionalDouble high) {
    /// Pairs of one group resemble each other, so whole groups are resampled.
    ///
    /// @param groups the differences of each, with less without; empty ones say nothing
    /// @param seed   what the resamples are drawn from
    public static PairedMean ofGroups(List<List<Double>> groups, long seed) {
        var all = groups.stream().filter(g -> !g.isEmpty()).toList();
        var sums = all.stream().mapToDouble(g -> g.stream().mapToDouble(Double::doubleValue).sum()).toArray();
        var sizes = all.stream().mapToInt(List::size).toArray();
        var pairs = Arrays.stream(sizes).sum();
        var mean = pairs == 0 ? OptionalDouble.empty() : OptionalDouble.of(Arrays.stream(sums).sum() / pairs);
        if (sums.length < 2) {
            return new PairedMean(pairs, mean, OptionalDouble.empty(), OptionalDouble.empty());
        }
        var means = PassK.means(sums, sizes, seed);
        return new PairedMean(pairs, mean, OptionalDouble.of(means[means.length / 40]),
                OptionalDouble.of(means[means.length - 1 - means.length / 40]));
    }
}
