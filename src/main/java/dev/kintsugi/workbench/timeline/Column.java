package dev.kintsugi.workbench.timeline;

import dev.kintsugi.domain.truth.Category;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.report.story.TurnStory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is drawn of one turn, or of neighbours that are too close for marks of their own. Immutable.
///
/// @param from     place of the first turn
/// @param to       place after the last
/// @param families failures by family
/// @param end      the worst end among them, absent when none failed
record Column(int from, int to, Map<Category, Integer> families, int detected, @Nullable Mark end,
        Map<Mark, Integer> ends) {
    private static final List<Mark> WORST_FIRST = List.of(Mark.LOST, Mark.SOFTENED, Mark.RECOVERED);

    Column {
        families = Map.copyOf(families);
        ends = Map.copyOf(ends);
    }

    int turns() { return to - from; }

    /// How many of its turns ended so.
    int ends(Mark how) { return ends.getOrDefault(how, 0); }

    int injected() { return families.values().stream().mapToInt(Integer::intValue).sum(); }

    /// The columns that are in sight.
    static List<Column> of(List<TurnStory> turns, Scale scale) {
        var size = scale.gathered();
        var start = (int) scale.first() / size * size;
        var stop = Math.min(turns.size(), (int) Math.ceil(scale.place(scale.width())));
        var columns = new ArrayList<Column>();
        for (int from = start; from < stop; from += size) {
            columns.add(of(turns, from, Math.min(turns.size(), from + size)));
        }
        return columns;
    }

    private static Column of(List<TurnStory> turns, int from, int to) {
        var families = new EnumMap<Category, Integer>(Category.class);
        var ends = new EnumMap<Mark, Integer>(Mark.class);
        var detected = 0;
        for (var turn : turns.subList(from, to)) {
            if (turn.failed()) {
                families.merge(turn.injections().getFirst().mode().category(), 1, Integer::sum);
            }
            detected += detected(turn) ? 1 : 0;
            var end = end(turn);
            if (end != null) {
                ends.merge(end, 1, Integer::sum);
            }
        }
        var worst = WORST_FIRST.stream().filter(ends::containsKey).findFirst().orElse(null);
        return new Column(from, to, families, detected, worst, ends);
    }

    private static boolean detected(TurnStory turn) {
        return !turn.detections().isEmpty() || turn.steps().stream().anyMatch(s -> s.mark() == Mark.DETECTED);
    }

    private static @Nullable Mark end(TurnStory turn) {
        var outcome = turn.outcome();
        var end = outcome == null ? Mark.NATURAL : Mark.of(outcome);
        return end == Mark.NATURAL ? null : end;
    }

    /// For a tooltip.
    String words(List<TurnStory> turns) {
        if (turns() == 1) {
            return words(turns.get(from));
        }
        return "Turns " + turns.get(from).number() + " to " + turns.get(to - 1).number() + "\n" + injected()
                + " injected, " + detected + " detected\n" + ends(Mark.RECOVERED) + " recovered, " + ends(Mark.SOFTENED)
                + " softened, " + ends(Mark.LOST) + " lost";
    }

    private static String words(TurnStory turn) {
        var what = turn.failed() ? turn.injections().getFirst().mode().title() : "No failure injected";
        var end = turn.outcome() == null ? turn.state().name() : turn.outcome().name();
        return "Turn " + turn.number() + "\n" + what + "\n" + end.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
