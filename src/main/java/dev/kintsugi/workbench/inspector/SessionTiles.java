package dev.kintsugi.workbench.inspector;

import dev.kintsugi.workbench.kit.Tile;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// The session in four numbers, each rate with its count and interval.
final class SessionTiles extends GridPane {
    private final Tile injected = new Tile("injected");
    private final Tile detected = new Tile("detected");
    private final Tile recovered = new Tile("recovered");
    private final Tile restore = new Tile("median to restore");

    SessionTiles() {
        getStyleClass().add("tiles");
        addRow(0, injected, detected);
        addRow(1, recovered, restore);
        for (int column = 0; column < 2; column++) {
            var half = new ColumnConstraints();
            half.setPercentWidth(50);
            half.setHgrow(Priority.ALWAYS);
            getColumnConstraints().add(half);
        }
    }

    void show(Figures figures) {
        if (figures.turns() == 0) {
            injected.noData();
        } else {
            injected.show(Integer.toString(figures.injected()), "of " + figures.turns() + " turns");
        }
        var seen = figures.detected();
        detected.rate(seen.k(), seen.n(), seen.low(), seen.high());
        var mended = figures.recovered();
        recovered.rate(mended.k(), mended.n(), mended.low(), mended.high());
        if (mended.n() == 0) {
            restore.noData();
        } else {
            restore.show(figures.restore(), "of " + mended.n() + " failures, Kaplan-Meier");
        }
    }
}
