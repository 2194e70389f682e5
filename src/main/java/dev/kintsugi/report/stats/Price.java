package dev.kintsugi.report.stats;

import dev.kintsugi.domain.chance.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// The price of a saved turn: (cost with - cost without) / (successes with - successes without), over paired turns, with a
/// paired bootstrap interval (Efron 1979). Immutable.
///
/// @param cost  what all turns cost more with than without
/// @param saved how many more turns were sound with than without
/// @param low   lower end of the 95 % interval; absent when a resample saved nothing, or with fewer than two pairs
/// @param high  upper end
/// @param turns pairs
public record Price(double cost, int saved, OptionalDouble low, OptionalDouble high, int turns) {
    private static final int RESAMPLES = 1000;
    private static final double SECOND = 0.001;

    /// One turn played twice, on the same chance. Immutable.
    public record Pair(double costWith, double costWithout, boolean soundWith, boolean soundWithout) {
        double cost() { return costWith - costWithout; }

        int saved() { return (soundWith ? 1 : 0) - (soundWithout ? 1 : 0); }
    }

    /// @param seed what the resamples are drawn from: the same seed gives the same interval
    public static Price of(List<Pair> pairs, long seed) {
        return ofGroups(pairs.stream().map(List::of).toList(), seed);
    }

    /// The same where pairs of one group resemble each other: whole groups are resampled.
    public static Price ofGroups(List<List<Pair>> all, long seed) {
        var groups = all.stream().filter(g -> !g.isEmpty()).toList();
        var costs = groups.stream().mapToDouble(g -> g.stream().mapToDouble(Pair::cost).sum()).toArray();
        var gains = groups.stream().mapToInt(g -> g.stream().mapToInt(Pair::saved).sum()).toArray();
        var prices = new double[RESAMPLES];
        var draws = new Draws(seed);
        var whole = true;
        for (int sample = 0; sample < RESAMPLES && whole && costs.length > 0; sample++) {
            var cost = 0.0;
            var saved = 0;
            var drawn = draws.along(sample, 0, "report.bootstrap", costs.length);
            for (int i = 0; i < costs.length; i++) {
                var at = drawn.applyAsInt(i);
                cost += costs[at];
                saved += gains[at];
            }
            whole = saved > 0;
            prices[sample] = cost / Math.max(1, saved);
        }
        Arrays.sort(prices);
        var known = whole && costs.length > 1;
        return new Price(Arrays.stream(costs).sum(), Arrays.stream(gains).sum(),
                known ? OptionalDouble.of(prices[RESAMPLES / 40]) : OptionalDouble.empty(),
                known ? OptionalDouble.of(prices[RESAMPLES - 1 - RESAMPLES / 40]) : OptionalDouble.empty(),
                groups.stream().mapToInt(List::size).sum());
    }

    /// The same in another unit.
    ///
    /// @param factor how many of the other unit one of this is, e.g. 0.001 from milliseconds to seconds
    public Price in(double factor) {
        return new Price(cost * factor, saved, scaled(low, factor), scaled(high, factor), turns);
    }

    private static OptionalDouble scaled(OptionalDouble value, double factor) {
        return value.isEmpty() ? value : OptionalDouble.of(value.getAsDouble() * factor);
    }

    /// What one more sound turn costs; absent when there is none.
    public OptionalDouble each() { return saved <= 0 ? OptionalDouble.empty() : OptionalDouble.of(cost / saved); }

    /// What a saved turn costs in both, and from what that was reckoned, e.g. `a saved turn costs 1.6 calls (1.2 to 2.1)
    /// and 3.0 s of lab time (2.1 to 4.4): 9 more sound turns in 40 pairs; paired bootstrap, 95 %`.
    ///
    /// @param calls  in calls on the wire
    /// @param millis in milliseconds of lab time, over the same turns
    public static String words(Price calls, Price millis) {
        return calls.each().isEmpty()
                ? "no more turns were sound in " + calls.turns() + " pairs, so that a saved turn has no price"
                : "a saved turn costs " + calls.words("calls") + " and "
                        + millis.in(SECOND).words("s of lab time") + ": " + calls.saved() + " more sound turns in "
                        + calls.turns() + " pairs; paired bootstrap, 95\u00a0%";
    }

    private String words(String unit) {
        var one = String.format(Locale.ROOT, "%.1f %s", each().orElseThrow(), unit);
        return low.isEmpty() || high.isEmpty()
                ? one
                : one + String.format(Locale.ROOT, " (%.1f to %.1f)", low.getAsDouble(), high.getAsDouble());
    }
}
