package dev.kintsugi.lab.scenario;

import java.util.List;

/// Whether a trigger fired. Immutable.
///
/// @param times how often, 0 when it did not
/// @param turns the turns that did it
/// @param why   for people: what fired it, or why it did not
record Verdict(int times, List<Integer> turns, String why) {
    Verdict {
        turns = turns.stream().distinct().sorted().toList();
    }

    static Verdict due(String why) { return new Verdict(1, List.of(), why); }

    static Verdict spared(String why) { return new Verdict(0, List.of(), why); }

    boolean due() { return times > 0; }

    /// The one turn that did it, 0 when none or more than one did.
    int turn() { return turns.size() == 1 ? turns.getFirst() : 0; }
}
