package dev.kintsugi.workbench.scenario;

import dev.kintsugi.lab.scenario.Bill.Party;
import dev.kintsugi.lab.scenario.Savings;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What recovery saved, item by item: the same script without and with it.
final class SavingsTable extends VBox {
    private static final int SAVED = 3;

    SavingsTable() { getStyleClass().add("bill"); }

    void show(@Nullable Savings savings) {
        getChildren().clear();
        if (savings == null) {
            return;
        }
        var grid = new GridPane();
        grid.getStyleClass().add("bill-grid");
        row(grid, 0, List.of("", "off", "on", "saved"), "muted");
        var at = 1;
        for (var line : savings.lines()) {
            row(grid, at++, List.of(line.off().name(), BillTable.amount(line.off().due()),
                    BillTable.amount(line.on().due()), BillTable.amount(line.saved())), "bill-line");
        }
        for (var party : Party.values()) {
            var off = savings.lines().stream().filter(l -> l.off().party() == party).mapToLong(l -> l.off().due())
                    .sum();
            var saved = savings.total(party);
            row(grid, at++, List.of("Total, " + party.name().toLowerCase(Locale.ROOT), BillTable.amount(off),
                    BillTable.amount(off - saved), BillTable.amount(saved)), "strong");
        }
        getChildren().add(grid);
    }

    private static void row(GridPane grid, int at, List<String> cells, String styleClass) {
        for (int column = 0; column < cells.size(); column++) {
            var cell = new Label(cells.get(column));
            cell.getStyleClass().add(styleClass);
            if (column > 0) {
                cell.getStyleClass().add("number");
                if (column == SAVED && at > 0 && !cells.get(column).equals("0")) {
                    cell.getStyleClass().add("gold-text");
                }
                cell.setMinWidth(USE_PREF_SIZE);
                GridPane.setHalignment(cell, HPos.RIGHT);
            } else {
                cell.setMaxWidth(Double.MAX_VALUE);
                GridPane.setHgrow(cell, Priority.ALWAYS);
            }
            grid.add(cell, column, at);
        }
    }
}
