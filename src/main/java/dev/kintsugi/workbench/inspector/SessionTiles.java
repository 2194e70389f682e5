package dev.kintsugi.workbench.inspector;

import dev.kintsugi.domain.event.LabEvent.Attempted;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Tile;
import dev.kintsugi.workbench.kit.Tips;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// The session in four numbers, each rate with its count and interval.
final class SessionTiles extends GridPane {
    private final Tile injected = new Tile("injected");
    private final Tile detected = new Tile("detected");
    private final Tile recovered = new Tile("recovered");
    private final Tile restore = new Tile("median to restore");

    private final Label cost = new Label();

    SessionTiles() {
        getStyleClass().add("tiles");
        Tips.on(restore, "Kaplan-Meier: failures that were never restored count as such");
        addRow(0, injected, detected);
        addRow(1, recovered, restore);
        add(cost, 0, 2, 2, 1);
        cost.getStyleClass().addAll("muted", "small");
        Prose.wrap(cost);
        cost.setMinHeight(USE_PREF_SIZE);
        for (int column = 0; column < 2; column++) {
            var half = new ColumnConstraints();
            half.setPercentWidth(50);
            half.setHgrow(Priority.ALWAYS);
            getColumnConstraints().add(half);
        }
    }

    /// What the natural answers of the session cost, in words.
    static String cost(Desk desk) {
        var calls = desk.bench().turns().stream().flatMap(t -> t.attempts().stream()).toList();
        return desk.prices().words(calls).orElseGet(() -> uncounted(calls));
    }

    private static String uncounted(List<Attempted> calls) {
        if (calls.isEmpty()) {
            return "none yet";
        }
        return calls.stream().anyMatch(Attempted::simulated)
                ? "simulated, they cost nothing"
                : "no tokens were counted";
    }

    /// @param natural what the natural answers cost, in words
    void show(Figures figures, String natural) {
        cost.setText("Natural answers: " + natural);
        if (figures.turns() == 0) {
            injected.noData();
        } else {
            injected.show(Integer.toString(figures.injected()),
                    "of " + figures.turns() + (figures.turns() == 1 ? " turn" : " turns"));
        }
        var seen = figures.detected();
        detected.rate(seen);
        var mended = figures.recovered();
        recovered.rate(mended);
        if (mended.n() == 0) {
            restore.noData();
        } else {
            restore.show(figures.restore(), "of " + mended.n() + (mended.n() == 1 ? " failure" : " failures"));
        }
    }
}
