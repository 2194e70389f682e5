package dev.kintsugi.workbench.health;

import dev.kintsugi.report.recovery.PatternOutcome;
import dev.kintsugi.workbench.kit.Prose;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;

/// What each pattern did, counted.
final class PatternsCard {
    private static final List<String> DONE = List.of("saw_error", "flagged", "passed", "tried_again", "waits",
            "held_back", "fell_back", "restored", "circuit", "gave_up");

    private PatternsCard() {}

    static Node of(Glance now) {
        var card = new Card("What the patterns did");
        var counted = new TreeMap<String, Map<String, Integer>>();
        now.counts().patterns().forEach((what, times) -> {
            if (!what.pattern().equals("attempt")) {
                counted.computeIfAbsent(what.pattern(), _ -> new TreeMap<>()).put(what.outcome(), times);
            }
        });
        var ok = now.counts().of("attempt", "ok");
        var failed = now.counts().of("attempt", "failed");
        card.with(Prose.words("Calls: " + ok + " answered, " + failed + " failed. The budget allows "
                + now.health().extraLeft() + " more extra attempts.", "muted"));
        return counted.isEmpty()
                ? card.with(Prose.words("No pattern had anything to do yet.", "muted"))
                : card.with(table(now, counted));
    }

    private static Node table(Glance now, Map<String, Map<String, Integer>> counted) {
        var done = DONE.stream().filter(d -> now.counts().patterns().keySet().stream().map(PatternOutcome::outcome)
                .anyMatch(d::equals)).toList();
        var grid = new GridPane();
        grid.getStyleClass().add("figure-table");
        for (int column = 0; column < done.size(); column++) {
            var head = Prose.whole(done.get(column).replace('_', ' '), "muted", "small");
            GridPane.setHalignment(head, HPos.RIGHT);
            grid.add(head, column + 1, 0);
        }
        var row = 1;
        for (var pattern : counted.entrySet()) {
            grid.add(Prose.whole(pattern.getKey()), 0, row);
            for (int column = 0; column < done.size(); column++) {
                var cell = Prose.whole(Integer.toString(pattern.getValue().getOrDefault(done.get(column), 0)),
                        "number");
                GridPane.setHalignment(cell, HPos.RIGHT);
                grid.add(cell, column + 1, row);
            }
            row++;
        }
        return grid;
    }
}
