package dev.kintsugi.report.stats;

import java.util.List;
import java.util.function.Predicate;

/// What one part of a whole is worth, over paired turns: each was played with the whole, with the whole but this part, and
/// with this part alone. Immutable.
///
/// @param turns   turns played
/// @param saved   turns that the whole saved
/// @param unique  of these, those that nothing saved without the part
/// @param shared  of these, those that the part alone saves, and the others do without it
/// @param harmful turns that were saved without the part, but not with it
public record Ablation(int turns, int saved, int unique, int shared, int harmful) {
    /// One turn, played three ways: whether it was saved. Immutable.
    public record Turn(boolean whole, boolean without, boolean alone) {}

    public static Ablation of(List<Turn> turns) {
        return new Ablation(turns.size(), count(turns, Turn::whole), count(turns, t -> t.whole() && !t.without()),
                count(turns, t -> t.whole() && t.without() && t.alone()),
                count(turns, t -> !t.whole() && t.without()));
    }

    private static int count(List<Turn> turns, Predicate<Turn> which) {
        return (int) turns.stream().filter(which).count();
    }

    /// The part's own share of the turns saved.
    public Rate uniqueShare() { return Rate.of(unique, saved); }

    /// What it saves as others do.
    public Rate sharedShare() { return Rate.of(shared, saved); }

    /// What it spoils, of all turns.
    public Rate harmfulShare() { return Rate.of(harmful, turns); }
}
