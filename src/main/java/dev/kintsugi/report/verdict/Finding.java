package dev.kintsugi.report.verdict;

import java.util.List;

/// A habit and the calls that show it. Immutable.
public record Finding(Habit habit, List<Evidence> evidence) {
    public Finding {
        evidence = List.copyOf(evidence);
    }
}
