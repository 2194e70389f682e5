package dev.kintsugi.workbench.inspector;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.Category;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.report.story.Tally;
import dev.kintsugi.report.story.TurnStory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The figures of a session: tiles and the points of three charts, at most 300 each. Immutable.
///
/// @param turns     concluded turns
/// @param injected  turns on which a fault acted
/// @param detected  of these, how many anyone noticed
/// @param recovered of the manifested failures, how many were delivered sound
/// @param restore   median lab time to restore in words, unrestored turns counted as censored
/// @param families  failures by family for each span of turns
/// @param recovery  recovered share so far, percent, at each turn that failed
/// @param latency   lab time of the turns, milliseconds
public record Figures(int turns, int injected, Rate detected, Rate recovered, String restore, List<Bar> families,
        List<Point> recovery, List<Point> latency) {
    /// The most points a chart gets.
    static final int MOST_POINTS = 300;
    /// The most bars a chart gets.
    static final int MOST_BARS = 30;
    private static final int SPAN = 5;

    public Figures {
        families = List.copyOf(families);
        recovery = List.copyOf(recovery);
        latency = List.copyOf(latency);
    }

    /// Failures of a span of turns, both ends included.
    public record Bar(int first, int last, Map<Category, Integer> counts) {
        public Bar {
            counts = Map.copyOf(counts);
        }

        public String name() { return first == last ? Integer.toString(first) : first + "-" + last; }

        int count(Category family) { return counts.getOrDefault(family, 0); }
    }

    /// A point of a line.
    public record Point(int turn, double value) {}

    static Figures of(List<TurnStory> stories, Tally tally) {
        var over = stories.stream().filter(t -> t.state() == TurnStory.State.CONCLUDED).toList();
        var failed = over.stream().filter(TurnStory::failed).toList();
        var noticed = (int) failed.stream().filter(Figures::noticed).count();
        return new Figures(tally.turns(), tally.injectedTurns(), Rate.of(noticed, failed.size()),
                Rate.of(tally.count(Outcome.RECOVERED), tally.manifested()), tally.medianRestore(), bars(over),
                thin(recovery(over)), thin(over.stream().map(t -> new Point(t.number(), t.processingMs())).toList()));
    }

    private static boolean noticed(TurnStory turn) {
        return !turn.detections().isEmpty()
                || turn.steps().stream().anyMatch(s -> s.mark() == Mark.DETECTED);
    }

    private static List<Bar> bars(List<TurnStory> over) {
        var last = over.isEmpty() ? 0 : over.getLast().number();
        var span = SPAN;
        while (last > span * MOST_BARS) {
            span *= 2;
        }
        var counts = new TreeMap<Integer, EnumMap<Category, Integer>>();
        for (int first = 1; first <= last; first += span) {
            counts.put(first, new EnumMap<>(Category.class));
        }
        over.stream().filter(TurnStory::failed).forEach(t -> counts.floorEntry(t.number()).getValue()
                .merge(t.injections().getFirst().mode().category(), 1, Integer::sum));
        var end = span - 1;
        return counts.entrySet().stream().map(e -> new Bar(e.getKey(), e.getKey() + end, e.getValue())).toList();
    }

    private static List<Point> recovery(List<TurnStory> over) {
        var points = new ArrayList<Point>();
        var manifested = 0;
        var recovered = 0;
        for (var turn : over) {
            var outcome = turn.outcome();
            if (outcome != null && outcome.manifested()) {
                manifested++;
                recovered += outcome == Outcome.RECOVERED ? 1 : 0;
                points.add(new Point(turn.number(), 100.0 * recovered / manifested));
            }
        }
        return points;
    }

    /// At most 300 points: each stands for as many neighbours as needed, with their mean; the last stays exact.
    private static List<Point> thin(List<Point> points) {
        var size = (points.size() + MOST_POINTS - 1) / MOST_POINTS;
        if (size <= 1) {
            return points;
        }
        var few = new ArrayList<Point>();
        for (int i = 0; i < points.size(); i += size) {
            var bucket = points.subList(i, Math.min(points.size(), i + size));
            few.add(new Point(bucket.getLast().turn(),
                    bucket.stream().mapToDouble(Point::value).average().orElseThrow()));
        }
        few.set(few.size() - 1, points.getLast());
        return few;
    }
}
