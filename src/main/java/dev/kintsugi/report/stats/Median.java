package dev.kintsugi.report.stats;

import java.util.Collection;
import java.util.OptionalLong;

/// The middle of what was measured; of an even number of values the mean of the middle two, rounded down. Stateless.
public final class Median {
    private Median() {}

    /// Absent when there are no values.
    public static OptionalLong of(Collection<Long> values) {
        var sorted = values.stream().sorted().toList();
        var size = sorted.size();
        return size == 0
                ? OptionalLong.empty()
                : OptionalLong.of((sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2);
    }
}
