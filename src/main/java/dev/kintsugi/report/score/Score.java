package dev.kintsugi.report.score;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.stats.RestoreTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What the detectors are worth on a set of turns, against the truth and beside simple methods. Immutable.
public record Score(List<Examined> turns) {
    public Score {
        turns = List.copyOf(turns);
    }

    /// The same for some of the turns.
    public Score only(Predicate<Examined> which) { return new Score(turns.stream().filter(which).toList()); }

    public int clean() { return (int) turns.stream().filter(Examined::clean).count(); }

    /// All broken turns against all clean ones.
    public Confusion confusion(Method method) { return confusion(method, null); }

    /// The broken turns of one mode, or of all for null, against all clean ones.
    public Confusion confusion(Method method, @Nullable FailureMode mode) {
        var confusion = Confusion.NONE;
        for (var turn : turns) {
            if (turn.clean() || mode == null || turn.truth() == mode) {
                confusion = confusion.plus(!turn.clean(), method.flags(turn));
            }
        }
        return confusion;
    }

    /// The modes that acted, in the order in which they are rolled.
    public List<FailureMode> modes() {
        return turns.stream().filter(t -> !t.clean()).map(Examined::truth).distinct().sorted().toList();
    }

    /// How many turns of a mode, or clean ones for null, each detector flagged. One turn may be flagged by several.
    public SortedMap<String, Integer> flagged(@Nullable FailureMode mode) {
        var flagged = new TreeMap<String, Integer>();
        turns.stream().filter(t -> t.truth() == mode)
                .forEach(t -> t.flagged().forEach(d -> flagged.merge(d, 1, Integer::sum)));
        return flagged;
    }

    /// How long faults of a mode went unnoticed, or those of all modes for null.
    public Latency latency(@Nullable FailureMode mode) {
        var faults = new ArrayList<RestoreTime>();
        int atOnce = 0;
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).faultTurn() == 1 && (mode == null || turns.get(i).truth() == mode)) {
                faults.add(noticed(i));
                atOnce += turns.get(i).flagged().isEmpty() ? 0 : 1;
            }
        }
        var ever = (int) faults.stream().filter(RestoreTime::restored).count();
        return new Latency(faults, Rate.of(atOnce, faults.size()), Rate.of(ever, faults.size()));
    }

    private RestoreTime noticed(int first) {
        int at = first;
        while (turns.get(at).flagged().isEmpty() && at + 1 < turns.size()
                && turns.get(at + 1).faultTurn() == turns.get(at).faultTurn() + 1) {
            at++;
        }
        return RestoreTime.ended(!turns.get(at).flagged().isEmpty(), turns.get(at).sinceMs());
    }
}
