package dev.kintsugi.report.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Habits as they are found: how often each, and the calls that show it, of which the first ones are kept. Pauses before
/// retries are counted beside, as a few short ones among long ones are chance and no habit.
final class Found {
    private static final int MOST_EVIDENCE = 100;

    private final Map<Habit, Integer> times = new EnumMap<>(Habit.class);
    private final Map<Habit, List<Evidence>> evidence = new EnumMap<>(Habit.class);
    private int pauses;
    private int shortPauses;

    /// A pause that the caller chose, and whether it was next to none.
    void pause(boolean isShort) {
        pauses++;
        shortPauses += isShort ? 1 : 0;
    }

    void note(Habit habit, CallSeen call, String what) { note(habit, 1, List.of(call.evidence(what))); }

    private void note(Habit habit, int often, List<Evidence> shown) {
        times.merge(habit, often, Integer::sum);
        var known = evidence.computeIfAbsent(habit, _ -> new ArrayList<>());
        known.addAll(shown.subList(0, Math.min(shown.size(), MOST_EVIDENCE - known.size())));
    }

    void addAll(Found other) {
        other.times.forEach((habit, often) -> note(habit, often, other.evidence.getOrDefault(habit, List.of())));
        pauses += other.pauses;
        shortPauses += other.shortPauses;
    }

    private boolean isHabit(Habit habit) { return habit != Habit.NO_BACKOFF || shortPauses * 2L >= pauses; }

    /// The worst first.
    List<Finding> findings() {
        return times.entrySet().stream().filter(e -> isHabit(e.getKey()))
                .map(e -> new Finding(e.getKey(), e.getValue(), evidence.getOrDefault(e.getKey(), List.of())))
                .sorted(Comparator.comparing((Finding f) -> f.habit().severity()).reversed()).toList();
    }
}
