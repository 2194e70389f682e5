package dev.kintsugi.report.score;

import dev.kintsugi.report.stats.Rate;
import java.util.OptionalDouble;

/// How often a detector was right and wrong, in both directions. Immutable.
///
/// @param hits   broken and flagged
/// @param misses broken and not flagged
/// @param alarms clean and flagged
/// @param quiet  clean and not flagged
public record Confusion(int hits, int misses, int alarms, int quiet) {
    public static final Confusion NONE = new Confusion(0, 0, 0, 0);

    Confusion plus(boolean broken, boolean flagged) {
        return new Confusion(hits + (broken && flagged ? 1 : 0), misses + (broken && !flagged ? 1 : 0),
                alarms + (!broken && flagged ? 1 : 0), quiet + (!broken && !flagged ? 1 : 0));
    }

    /// Of what was flagged, the share that was broken.
    public Rate precision() { return Rate.of(hits, hits + alarms); }

    /// Of what was broken, the share that was flagged.
    public Rate recall() { return Rate.of(hits, hits + misses); }

    /// Of what was clean, the share that was flagged.
    public Rate falseAlarms() { return Rate.of(alarms, alarms + quiet); }

    /// The harmonic mean of precision and recall, 0 to 1; absent when nothing was broken and nothing flagged.
    public OptionalDouble f1() {
        int all = 2 * hits + alarms + misses;
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(2.0 * hits / all);
    }

    /// The correlation of verdict and truth, -1 to 1 (Matthews 1975, "Comparison of the predicted and observed
    /// secondary structure of T4 phage lysozyme"); absent unless there were broken and clean turns. A detector that
    /// flags everything or nothing has 0.
    public OptionalDouble mcc() {
        double broken = hits + misses;
        double clean = alarms + quiet;
        if (broken == 0 || clean == 0) {
            return OptionalDouble.empty();
        }
        double product = (double) (hits + alarms) * broken * clean * (quiet + misses);
        return OptionalDouble.of(product == 0
                ? 0
                : ((double) hits * quiet - (double) alarms * misses) / Math.sqrt(product));
    }
}
