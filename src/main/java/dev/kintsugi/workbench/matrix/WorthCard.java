package dev.kintsugi.workbench.matrix;

import dev.kintsugi.lab.matrix.Worth;
import dev.kintsugi.report.stats.Price;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.workbench.kit.Prose;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What the lab's policy and each of its patterns are worth; hidden until it was played.
final class WorthCard extends VBox {

    WorthCard() {
        setId("matrix-worth");
        getStyleClass().addAll("card", "gap-8");
        show(null);
    }

    void show(@Nullable Worth found) {
        setVisible(found != null);
        setManaged(found != null);
        if (found != null) {
            getChildren().setAll(Prose.words("What " + found.policy() + " is worth", "settings-heading"),
                    Prose.words("With it and without it, " + Price.words(found.calls(), found.millis()) + "."),
                    table(found));
        }
    }

    private static GridPane table(Worth found) {
        var table = new GridPane();
        table.getStyleClass().add("figure-table");
        table.addRow(0, Prose.whole("pattern", "muted"), Prose.whole("saves alone", "muted"),
                Prose.whole("saves as others do", "muted"), Prose.whole("spoils", "muted"));
        var row = 1;
        for (var each : found.patterns().entrySet()) {
            table.addRow(row++, Prose.whole(each.getKey().replace('_', ' '), "strong"),
                    rate(each.getValue().uniqueShare()),
                    rate(each.getValue().sharedShare()), rate(each.getValue().harmfulShare()));
        }
        return table;
    }

    private static Label rate(Rate rate) { return Prose.whole(Shares.rate(rate), "number"); }
}
