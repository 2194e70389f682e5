package dev.kintsugi.report.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/// Whether two ways that were tried on the same cases differ by more than chance: the exact test of McNemar (1947), which
/// looks only at the cases where the two disagree. Immutable.
///
/// @param first  cases where only the first succeeded
/// @param second cases where only the second did
public record McNemar(int first, int second) {
    public McNemar {
        if (first < 0 || second < 0) {
            throw new IllegalArgumentException("cases are counted from 0, was " + first + " and " + second);
        }
    }

    /// The two-sided probability of a difference at least as great when there is none; 1 when the two never disagree.
    public double p() {
        var disagree = first + second;
        return disagree == 0
                ? 1
                : Math.min(1,
                        2 * BinomialDistribution.of(disagree, 0.5).cumulativeProbability(Math.min(first, second)));
    }
}
