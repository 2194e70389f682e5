package dev.kintsugi.workbench.health;

import dev.kintsugi.recovery.Circuit;
import dev.kintsugi.report.recovery.CircuitChange;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Prose;
import java.util.LinkedHashSet;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;

/// Each circuit's states on a line of lab time, and beside it how it stands. The table says the same in words.
final class CircuitCard {
    /// More changes than this are too small to see.
    private static final int MOST = 300;

    private CircuitCard() {}

    static Node of(Glance now, boolean asTable) {
        var card = new Card("Circuits");
        var changes = now.counts().circuits();
        var services = new LinkedHashSet<String>();
        now.health().circuits().forEach(c -> services.add(c.service()));
        changes.forEach(c -> services.add(c.service()));
        if (services.isEmpty()) {
            return card
                    .with(Prose.words("No service was called through a breaker yet. A policy with the pattern breaker "
                            + "gives each model and each tool a circuit of its own.", "muted"));
        }
        return asTable
                ? card.with(table(changes))
                : card.with(lines(now, services.stream().toList()),
                        Prose.words("A thin line is closed, a half-high one half-open, a high one open. From the "
                                + "first turn to now, " + Words.seconds(now.to() - now.from()) + " of lab time.",
                                "muted", "small"));
    }

    private static Node lines(Glance now, List<String> services) {
        var grid = Card.lines();
        for (int i = 0; i < services.size(); i++) {
            var service = services.get(i);
            var own = now.counts().circuits().stream().filter(c -> c.service().equals(service)).toList();
            grid.addRow(i, Prose.whole(service, "mono"), track(now, own.subList(Math.max(0, own.size() - MOST),
                    own.size())), Prose.whole(state(now, service, own), "small"));
        }
        return grid;
    }

    private static Track track(Glance now, List<CircuitChange> own) {
        var track = new Track(now.from(), now.to());
        var at = now.from();
        var state = own.isEmpty() ? "closed" : own.getFirst().from();
        for (var change : own) {
            track.span(at, change.labMs(), "circuit-" + state, state + " until turn " + change.turn());
            at = change.labMs();
            state = change.to();
        }
        return track.span(at, now.to(), "circuit-" + state, state + " now");
    }

    private static String state(Glance now, String service, List<CircuitChange> own) {
        var circuit = now.health().circuits().stream().filter(c -> c.service().equals(service)).findFirst();
        return circuit.map(c -> c.state() == Circuit.State.CLOSED
                ? "closed, " + c.failures() + " of " + c.threshold() + " failures"
                : c.state().words() + since(own)).orElse("not in use now");
    }

    private static String since(List<CircuitChange> own) {
        return own.isEmpty() ? "" : " since turn " + own.getLast().turn();
    }

    private static Node table(List<CircuitChange> changes) {
        var grid = new GridPane();
        grid.getStyleClass().add("figure-table");
        grid.addRow(0, Prose.whole("turn", "muted"), Prose.whole("circuit", "muted"), Prose.whole("from", "muted"),
                Prose.whole("to", "muted"));
        var last = changes.subList(Math.max(0, changes.size() - MOST), changes.size());
        for (int i = 0; i < last.size(); i++) {
            var c = last.get(i);
            grid.addRow(i + 1, Prose.whole(Integer.toString(c.turn()), "number"), Prose.whole(c.service(), "mono"),
                    Prose.whole(c.from()), Prose.whole(c.to()));
        }
        if (last.isEmpty()) {
            grid.addRow(1, Prose.whole("No circuit has changed its state."));
        }
        return grid;
    }
}
