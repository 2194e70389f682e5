package dev.kintsugi.workbench.inspector;

import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// A chart with its title and its twin: the same numbers as a table.
abstract class Figure extends VBox {
    private final Label none = new Label("no data");
    private final GridPane table = new GridPane();
    private final Node chart;
    private boolean asTable;
    private boolean filled;

    Figure(String title, Node chart) {
        this.chart = chart;
        var head = new Label(title);
        head.getStyleClass().add("section-title");
        none.getStyleClass().add("muted");
        table.getStyleClass().add("figure-table");
        getStyleClass().add("figure");
        getChildren().addAll(head, none, chart, table);
        arrange();
    }

    /// Shows the table twin in the chart's place.
    final void table(boolean on) {
        asTable = on;
        arrange();
    }

    /// Fills the table: a head, and rows of as many cells; none when there is no data.
    final void rows(List<String> head, List<List<String>> rows) {
        filled = !rows.isEmpty();
        table.getChildren().clear();
        row(0, head, "muted");
        for (int i = 0; i < rows.size(); i++) {
            row(i + 1, rows.get(i), "number");
        }
        arrange();
    }

    private void row(int at, List<String> cells, String styleClass) {
        for (int column = 0; column < cells.size(); column++) {
            var cell = new Label(cells.get(column));
            cell.getStyleClass().addAll("number", styleClass);
            GridPane.setHalignment(cell, HPos.RIGHT);
            table.add(cell, column, at);
        }
    }

    private void arrange() {
        show(none, !filled);
        show(chart, filled && !asTable);
        show(table, filled && asTable);
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
