package dev.kintsugi.report.stats;

import java.util.OptionalDouble;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/// So many of so many, with the Wilson 95 % interval (Wilson 1927, as commons-statistics computes it). Immutable.
///
/// @param k those that count
/// @param n all of them; 0 means that there is no data, which is neither 0 % nor 100 %
public record Rate(int k, int n) {
    private static final double ERROR = 0.05;

    /// Throws `IllegalArgumentException` unless 0 <= k <= n.
    public Rate {
        if (k < 0 || k > n) {
            throw new IllegalArgumentException("a rate is k of n with 0 <= k <= n, was " + k + " of " + n);
        }
    }

    public static Rate of(int k, int n) { return new Rate(k, n); }

    /// The share, 0 to 1; absent without data.
    public OptionalDouble value() { return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(k / (double) n); }

    /// Lower end of the interval, 0 to 1; 0 without data, and exactly 0 when none counts.
    public double low() {
        return k == 0
                ? 0
                : Math.max(0, BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(n, k, ERROR).getLowerBound());
    }

    /// Upper end of the interval, 0 to 1; 1 without data, and exactly 1 when all count.
    public double high() {
        return k == n
                ? 1
                : Math.min(1, BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(n, k, ERROR).getUpperBound());
    }
}
