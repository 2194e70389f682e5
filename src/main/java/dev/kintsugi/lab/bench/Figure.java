package dev.kintsugi.lab.bench;

import java.util.Arrays;

/// One measured thing: the median of its rounds, and the best and the worst of them. Immutable.
///
/// @param name  for programs, e.g. `injected_turn`
/// @param title for people
/// @param unit  `ns`, `µs`, `ms`, `turns/s`, `bytes` or `MiB`
public record Figure(String name, String title, String unit, double median, double least, double most, int rounds) {
    /// The median of an even number of rounds is the mean of the two in the middle.
    static Figure of(String name, String title, String unit, double... rounds) {
        var sorted = rounds.clone();
        Arrays.sort(sorted);
        var half = sorted.length / 2;
        var median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Figure(name, title, unit, median, sorted[0], sorted[sorted.length - 1], sorted.length);
    }
}
