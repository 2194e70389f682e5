package dev.kintsugi.workbench.health;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.report.recovery.CallTree;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Prose;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// The calls of the selected turn: when each was under way and what was waited for, and the tree that they make.
final class CallsCard {
    private CallsCard() {}

    /// A call or a wait on the line of the turn's lab time.
    private record Bar(String name, long from, long to, String styleClass, String words) {}

    static Node of(@Nullable TurnStory turn) {
        if (turn == null) {
            return new Card("Calls")
                    .with(Prose.words("Pick a turn on the bench, or with Alt+Up and Alt+Down.", "muted"));
        }
        var card = new Card("Calls of turn " + turn.number());
        var bars = bars(turn);
        if (bars.isEmpty()) {
            return card.with(Prose.words("Nothing was called in this turn.", "muted"));
        }
        var tree = Prose.whole(CallTree.of(turn).text().stripTrailing(), "mono", "call-tree");
        tree.setAccessibleText("Calls as a tree");
        return card.with(waterfall(bars, turn),
                Prose.words("As a tree, with calls on the wire for each that was needed:", "muted", "small"), tree);
    }

    private static Node waterfall(List<Bar> bars, TurnStory turn) {
        var from = Math.min(turn.startedMs(), bars.stream().mapToLong(Bar::from).min().orElse(0));
        var to = bars.stream().mapToLong(Bar::to).max().orElse(from);
        var grid = Card.lines();
        for (int i = 0; i < bars.size(); i++) {
            var bar = bars.get(i);
            grid.addRow(i, Prose.whole(bar.name(), "small"),
                    new Track(from, to).span(bar.from(), bar.to(), bar.styleClass(), bar.words()),
                    Prose.whole(bar.words(), "small"));
        }
        return grid;
    }

    private static List<Bar> bars(TurnStory turn) {
        var bars = new ArrayList<Bar>();
        for (var entry : turn.entries()) {
            switch (entry.event()) {
                case LabEvent.Attempted call -> bars.add(call(entry, call));
                case LabEvent.Paused wait when wait.reason() == WaitReason.BACKOFF ->
                    bars.add(wait(entry, wait, "pause"));
                case LabEvent.Paused wait when wait.reason() == WaitReason.PERSON ->
                    bars.add(wait(entry, wait, "a person"));
                default -> {
                }
            }
        }
        return bars;
    }

    private static Bar call(Entry entry, LabEvent.Attempted call) {
        var to = call.target().equals("model") ? call.model() : call.target();
        return new Bar("attempt " + call.attempt() + ", " + to, entry.lab() - call.latencyMs(), entry.lab(),
                call.ok() ? "call-ok" : "call-failed",
                Words.seconds(call.latencyMs()) + (call.ok() ? ", answered" : ", failed"));
    }

    private static Bar wait(Entry entry, LabEvent.Paused wait, String name) {
        return new Bar(name, entry.lab() - wait.plannedMs(), entry.lab(), "call-wait",
                Words.seconds(wait.plannedMs()) + (wait.skipped() ? ", skipped" : ", waited"));
    }
}
