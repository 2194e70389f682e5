package dev.kintsugi.workbench.kit;

import dev.kintsugi.report.audit.Sheet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A table of a report: in columns where there is room for them, else row by row, so that nothing is cut off.
public final class SheetTable extends VBox {
    /// How wide a letter is, in widths of text, and the gap between two columns.
    private static final double LETTER = 0.58;
    private static final double GAP = 1.6;
    /// Words longer than this are wrapped, not numbers.
    private static final int PROSE = 34;

    private final Appearance looks;
    private Sheet sheet = new Sheet("", "", List.of(), List.of());
    private boolean columns;

    public SheetTable(Appearance looks) {
        this.looks = looks;
        getStyleClass().add("gap-4");
        widthProperty().subscribe((_, _) -> {
            if (fits() != columns) {
                AfterLayout.run(this, this::fit);
            }
        });
    }

    public void show(Sheet now) {
        if (!now.equals(sheet)) {
            sheet = now;
            columns = fits();
            lay();
        }
    }

    private void fit() {
        if (fits() != columns) {
            columns = !columns;
            lay();
        }
    }

    private boolean fits() {
        return IntStream.range(0, sheet.heads().size()).mapToDouble(column -> Math.min(PROSE, longest(column)) * LETTER
                + GAP).sum() <= looks.room(getWidth());
    }

    private int longest(int column) {
        return Stream.concat(Stream.of(sheet.heads()), sheet.rows().stream()).mapToInt(row -> row.get(column).length())
                .max().orElse(0);
    }

    private void lay() {
        getChildren().setAll(columns ? List.of(grid()) : sheet.rows().stream().map(this::row).toList());
    }

    private GridPane grid() {
        var grid = new GridPane();
        grid.getStyleClass().add("figure-table");
        for (int column = 0; column < sheet.heads().size(); column++) {
            var prose = longest(column) > PROSE;
            for (int row = 0; row <= sheet.rows().size(); row++) {
                var cell = row == 0
                        ? Prose.whole(sheet.heads().get(column), "muted", "small")
                        : cell(sheet.rows().get(row - 1).get(column), column, prose);
                GridPane.setHalignment(cell, column == 0 || prose ? HPos.LEFT : HPos.RIGHT);
                GridPane.setValignment(cell, VPos.TOP);
                GridPane.setHgrow(cell, prose ? Priority.ALWAYS : Priority.NEVER);
                grid.add(cell, column, row);
            }
        }
        return grid;
    }

    private static Label cell(String words, int column, boolean prose) {
        return prose ? Prose.words(words, "small") : Prose.whole(words, column == 0 ? "strong" : "number");
    }

    private Node row(List<String> cells) {
        var grid = new GridPane();
        grid.getStyleClass().add("figure-table");
        for (int column = 1; column < cells.size(); column++) {
            var value = Prose.words(cells.get(column), "small");
            value.setMaxWidth(Double.MAX_VALUE);
            GridPane.setHgrow(value, Priority.ALWAYS);
            var head = Prose.whole(sheet.heads().get(column), "muted", "small");
            GridPane.setValignment(head, VPos.TOP);
            grid.addRow(column, head, value);
        }
        var box = new VBox(Prose.words(cells.isEmpty() ? "" : cells.getFirst(), "strong"), grid);
        box.getStyleClass().add("sheet-row");
        return box;
    }
}
