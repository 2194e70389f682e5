package dev.kintsugi.workbench.faults;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.story.Tally;

/// What was seen since the counters were marked. Immutable.
record Counts(Tally now, Tally mark) {
    Rate seen(FailureMode mode) {
        return rate(now.byChance().getOrDefault(mode, 0) - mark.byChance().getOrDefault(mode, 0));
    }

    Rate any() { return rate(sum(now) - sum(mark)); }

    int asked(FailureMode mode) { return Math.max(0, byRequest(now, mode) - byRequest(mark, mode)); }

    private static int byRequest(Tally tally, FailureMode mode) {
        return tally.injected().getOrDefault(mode, 0) - tally.byChance().getOrDefault(mode, 0);
    }

    private static int sum(Tally tally) { return tally.byChance().values().stream().mapToInt(Integer::intValue).sum(); }

    private Rate rate(int k) {
        var n = Math.max(0, now.eligible() - mark.eligible());
        return Rate.of(Math.clamp(k, 0, n), n);
    }
}
