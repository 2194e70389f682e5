package dev.kintsugi.report.verdict;

import java.util.List;

/// A habit and the calls that show it. Immutable.
///
/// @param times    how often it was seen
/// @param evidence the first of those calls, at most a hundred
public record Finding(Habit habit, int times, List<Evidence> evidence) {
    public Finding {
        evidence = List.copyOf(evidence);
    }
}
