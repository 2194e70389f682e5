package dev.kintsugi.report.stats;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Probabilities of several tests that are looked at together (Holm 1979, "A simple sequentially rejective multiple test
/// procedure"): where none of the differences is real, the chance that any of them falls below 0.05 is at most that. Valid
/// however the tests depend on each other. Stateless.
public final class Holm {
    private Holm() {}

    /// The same tests in the same order, each with its adjusted probability.
    public static List<Double> adjusted(List<Double> ps) {
        var order = IntStream.range(0, ps.size()).boxed().sorted(Comparator.comparing(ps::get)).toList();
        var adjusted = new Double[ps.size()];
        var last = 0.0;
        for (int rank = 0; rank < order.size(); rank++) {
            last = Math.max(last, Math.min(1, (ps.size() - rank) * ps.get(order.get(rank))));
            adjusted[order.get(rank)] = last;
        }
        return List.of(adjusted);
    }
}
