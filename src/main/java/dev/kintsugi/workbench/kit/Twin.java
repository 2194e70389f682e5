package dev.kintsugi.workbench.kit;

import dev.kintsugi.report.audit.Sheet;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// A chart with its heading and its twin: the table that the report has of it.
public final class Twin extends VBox {
    private final Node chart;
    private final Label title = Prose.words("", "settings-heading");
    private final Label note = Prose.words("", "muted", "small");
    private final Label none = new Label("no data");
    private final SheetTable table;
    private boolean asTable;
    private boolean filled;

    public Twin(Node chart, Appearance looks) {
        this.chart = chart;
        this.table = new SheetTable(looks);
        none.getStyleClass().add("muted");
        getStyleClass().addAll("card", "gap-8");
        getChildren().addAll(title, note, none, chart, table);
    }

    public void table(boolean on) {
        asTable = on;
        arrange();
    }

    /// @param data whether there is anything that the chart could show
    public void show(String name, String words, Sheet sheet, boolean data) {
        title.setText(name);
        note.setText(words);
        table.show(sheet);
        filled = data;
        arrange();
    }

    private void arrange() {
        show(none, !filled && !asTable);
        show(chart, filled && !asTable);
        show(table, asTable);
    }

    /// Takes a part away, or puts it back.
    public static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
