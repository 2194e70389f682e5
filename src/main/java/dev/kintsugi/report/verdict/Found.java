package dev.kintsugi.report.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Habits as they are found: how often each, and the calls that show it, of which the first ones are kept.
final class Found {
    private static final int MOST_EVIDENCE = 100;

    private final Map<Habit, Integer> times = new EnumMap<>(Habit.class);
    private final Map<Habit, List<Evidence>> evidence = new EnumMap<>(Habit.class);

    void note(Habit habit, CallSeen call, String what) { note(habit, 1, List.of(call.evidence(what))); }

    private void note(Habit habit, int often, List<Evidence> shown) {
        times.merge(habit, often, Integer::sum);
        var known = evidence.computeIfAbsent(habit, _ -> new ArrayList<>());
        known.addAll(shown.subList(0, Math.min(shown.size(), MOST_EVIDENCE - known.size())));
    }

    void addAll(Found other) {
        other.times.forEach((habit, often) -> note(habit, often, other.evidence.getOrDefault(habit, List.of())));
    }

    /// The worst first.
    List<Finding> findings() {
        return times.entrySet().stream()
                .map(e -> new Finding(e.getKey(), e.getValue(), evidence.getOrDefault(e.getKey(), List.of())))
                .sorted(Comparator.comparing((Finding f) -> f.habit().severity()).reversed()).toList();
    }
}
