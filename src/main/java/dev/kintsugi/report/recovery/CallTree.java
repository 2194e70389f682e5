package dev.kintsugi.report.recovery;

import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.report.story.TurnStory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// A turn's calls on the wire as a tree: the turn, its attempts, the calls of each. Immutable.
///
/// @param label    for people, one line
/// @param children what it led to, in order
public record CallTree(String label, List<CallTree> children) {
    public CallTree {
        children = List.copyOf(children);
    }

    /// The tree of a turn.
    public static CallTree of(TurnStory turn) {
        var byAttempt = new TreeMap<Integer, List<CallTree>>();
        var places = new HashSet<Integer>();
        for (var call : turn.attempts()) {
            byAttempt.computeIfAbsent(call.attempt(), _ -> new ArrayList<>()).add(new CallTree(words(call), List.of()));
            places.add(call.call());
        }
        var attempts = new ArrayList<CallTree>();
        byAttempt.forEach((number, calls) -> attempts.add(new CallTree("attempt " + number, calls)));
        return new CallTree("turn " + turn.number() + ": "
                + new Amplification(turn.attempts().size(), places.size()).words(), attempts);
    }

    private static String words(LabEvent.Attempted call) {
        var to = call.target().equals("model") ? call.model() : call.target();
        return to + ", " + call.latencyMs() + " ms, " + (call.ok() ? "ok" : how(call));
    }

    private static String how(LabEvent.Attempted call) {
        if (call.status() > 0) {
            return "HTTP " + call.status();
        }
        var fault = call.fault();
        return fault == null ? "cancelled" : fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// Calls on the wire under this node.
    public int calls() { return children.isEmpty() ? 1 : children.stream().mapToInt(CallTree::calls).sum(); }

    /// The tree in lines, as a terminal shows it.
    public String text() {
        var out = new StringBuilder(label).append('\n');
        lines("", out);
        return out.toString();
    }

    private void lines(String indent, StringBuilder out) {
        for (int i = 0; i < children.size(); i++) {
            var last = i == children.size() - 1;
            out.append(indent).append(last ? "└─ " : "├─ ").append(children.get(i).label).append('\n');
            children.get(i).lines(indent + (last ? "   " : "│  "), out);
        }
    }
}
