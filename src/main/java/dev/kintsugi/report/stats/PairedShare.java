package dev.kintsugi.report.stats;

import java.util.OptionalDouble;

/// By what share of the same cases more succeed one way than another, with the adjusted 95 % interval of Bonett and Price
/// (2012), which does not shut where few or no cases differ. Immutable.
///
/// @param first  cases where only the first way succeeded
/// @param second cases where only the second did
/// @param pairs  all cases, at least as many as both
public record PairedShare(int first, int second, int pairs) {
    private static final double Z = 1.959964;

    public PairedShare {
        if (first < 0 || second < 0 || first + second > pairs) {
            throw new IllegalArgumentException(
                    "of " + pairs + " cases there cannot be " + first + " and " + second + " that differ");
        }
    }

    /// From -1, where only the first way succeeds, to 1; 0 without cases.
    public double value() { return pairs == 0 ? 0 : (second - first) / (double) pairs; }

    /// Lower end of the interval; -1 without cases.
    public double low() { return Math.max(-1, middle() - reach()); }

    /// Upper end; 1 without cases.
    public double high() { return Math.min(1, middle() + reach()); }

    /// The same in the words of other differences; empty without cases.
    public PairedMean mean() {
        return pairs == 0
                ? new PairedMean(0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty())
                : new PairedMean(pairs, OptionalDouble.of(value()), OptionalDouble.of(low()),
                        OptionalDouble.of(high()));
    }

    private double middle() { return (second - first) / (pairs + 2.0); }

    /// Half of the interval. Each kind of case that differs is counted once more than it was seen.
    private double reach() {
        var all = pairs + 2.0;
        var differ = (first + 1) / all + (second + 1) / all;
        return pairs == 0 ? 1 : Z * Math.sqrt((differ - middle() * middle()) / all);
    }
}
