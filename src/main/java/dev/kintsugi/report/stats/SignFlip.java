package dev.kintsugi.report.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// Whether two ways differ by more than chance when each conversation was tried several times. Trials of one conversation
/// resemble each other, so it is the conversations that count: were there no difference, each one's balance would as likely
/// have the other sign (Fisher 1935, *The Design of Experiments*, section 21). With one trial of each it is [McNemar]'s exact
/// test. Stateless.
public final class SignFlip {
    /// Steps of the exact sum; beyond them the test of Durkalski and others (2003, "The analysis of clustered matched-pair
    /// data") stands in, which is the same for many conversations.
    private static final long MOST = 50_000_000;

    private SignFlip() {}

    /// The two-sided probability of a difference at least as great when there is none; 1 when the two never differ.
    ///
    /// @param balances of each conversation the trials in which only the second succeeded, less those of only the first
    public static double p(int[] balances) {
        var sizes = Arrays.stream(balances).map(Math::abs).filter(size -> size > 0).toArray();
        var most = Arrays.stream(sizes).sum();
        var seen = Math.abs(Arrays.stream(balances).sum());
        if (seen == 0) {
            return 1;
        }
        return (long) sizes.length * (2L * most + 1) <= MOST ? exact(sizes, most, seen) : asymptotic(sizes, seen);
    }

    /// How likely each sum is, one conversation after the other; sums are shifted so that they begin at 0.
    private static double exact(int[] sizes, int most, int seen) {
        var chance = new double[2 * most + 1];
        chance[most] = 1;
        var reached = 0;
        for (var size : sizes) {
            var next = new double[chance.length];
            for (int at = most - reached; at <= most + reached; at++) {
                next[at - size] += chance[at] / 2;
                next[at + size] += chance[at] / 2;
            }
            chance = next;
            reached += size;
        }
        var p = 0.0;
        for (int at = 0; at < chance.length; at++) {
            p += Math.abs(at - most) >= seen ? chance[at] : 0;
        }
        return Math.min(1, p);
    }

    private static double asymptotic(int[] sizes, int seen) {
        var squares = Arrays.stream(sizes).mapToDouble(size -> (double) size * size).sum();
        return ChiSquaredDistribution.of(1).survivalProbability((double) seen * seen / squares);
    }
}
