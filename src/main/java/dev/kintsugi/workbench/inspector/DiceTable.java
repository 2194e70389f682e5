package dev.kintsugi.workbench.inspector;

import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.Tips;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Every roll of a decision, with all that went into it.
final class DiceTable extends VBox {
    private static final List<String> HEADS = List.of("mode", "set", "effective", "draw", "hit");

    DiceTable(@Nullable Decision decision) {
        getStyleClass().add("dice");
        getChildren().add(RecoveryView.words(Dice.why(decision)));
        var rows = Dice.rows(decision);
        if (!rows.isEmpty()) {
            getChildren().addAll(grid(rows), RecoveryView.words(Dice.origin(decision), "muted", "small"));
        }
    }

    private static GridPane grid(List<Dice.Row> rows) {
        var grid = new GridPane();
        grid.getStyleClass().add("dice-grid");
        for (int column = 0; column < HEADS.size(); column++) {
            grid.add(label(HEADS.get(column), column == 0 ? "muted" : "number", "muted"), column, 0);
        }
        for (int i = 0; i < rows.size(); i++) {
            row(grid, rows.get(i), i + 1);
        }
        grid.getChildren().stream().filter(n -> n.getStyleClass().contains("number"))
                .forEach(n -> GridPane.setHalignment(n, HPos.RIGHT));
        return grid;
    }

    private static void row(GridPane grid, Dice.Row row, int at) {
        var name = label(row.mode().title());
        Tips.on(name, "Drawn at " + row.purpose());
        var factors = row.factors().isEmpty() ? new VBox(name) : new VBox(name, label(row.factors(), "muted", "small"));
        grid.addRow(at, factors, label(row.set(), "number"), label(row.effective(), "number"),
                label(row.draw(), "number"), row.hit() ? new MarkIcon(Mark.INJECTED) : label("", "muted"));
    }

    private static Label label(String text, String... classes) {
        var label = new Label(text);
        label.getStyleClass().addAll(classes);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
