package dev.kintsugi.workbench.matrix;

import dev.kintsugi.lab.matrix.Matrix;
import dev.kintsugi.lab.matrix.Row;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Failures down, policies across. Arrows move from cell to cell. As a table it says each cell in a word.
final class MatrixGrid extends GridPane {
    private final MatrixModel model;
    private final List<String> columns = Matrix.usual();
    private final DoubleProperty offset = new SimpleDoubleProperty();

    MatrixGrid(MatrixModel model) {
        this.model = model;
        getStyleClass().add("matrix");
        setAccessibleText("Failures down, recovery across");
        addEventFilter(KeyEvent.KEY_PRESSED, this::walk);
        var names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        getColumnConstraints().add(names);
        columns.forEach(_ -> {
            var cell = new ColumnConstraints();
            cell.setHgrow(Priority.ALWAYS);
            cell.setFillWidth(true);
            getColumnConstraints().add(cell);
        });
    }

    /// Keeps the heads in sight while the rows scroll.
    void stick(ScrollPane page) {
        offset.bind(Bindings.createDoubleBinding(
                () -> Math.max(0, page.getVvalue() * (((Region) page.getContent()).getHeight()
                        - page.getViewportBounds().getHeight())),
                page.vvalueProperty(), page.viewportBoundsProperty(),
                ((Region) page.getContent()).heightProperty()));
    }

    /// Shows which cell was asked about.
    void mark(MatrixModel.@Nullable Picked picked) {
        getChildren().stream().filter(CellButton.class::isInstance).map(CellButton.class::cast)
                .forEach(cell -> cell.mark(picked));
    }

    void show(List<Row> rows, boolean inWords) {
        getChildren().clear();
        add(head(""), 0, 0);
        for (int column = 0; column < columns.size(); column++) {
            add(head(columns.get(column)), column + 1, 0);
        }
        for (int row = 0; row < rows.size(); row++) {
            add(name(rows.get(row)), 0, row + 1);
            for (int column = 0; column < columns.size(); column++) {
                add(cell(rows.get(row), columns.get(column), inWords), column + 1, row + 1);
            }
        }
    }

    /// Turned on its side, so that fifteen of them fit.
    private Node head(String column) {
        var words = new Label(column.replaceFirst("^only ", "").replace('_', ' '));
        words.setRotate(-90);
        words.setMinWidth(Region.USE_PREF_SIZE);
        words.getStyleClass().add("small");
        var box = new HBox(new Group(words));
        box.setAlignment(Pos.BOTTOM_CENTER);
        box.getStyleClass().add("matrix-head");
        box.setViewOrder(-1);
        // Not beyond the last row: what else stands on the page has other heads.
        box.translateYProperty().bind(Bindings.createDoubleBinding(
                () -> Math.min(offset.get(), Math.max(0, getHeight() - box.getHeight())), offset, heightProperty(),
                box.heightProperty()));
        return box;
    }

    private static Node name(Row row) {
        var stripe = new Region();
        stripe.getStyleClass().addAll("family", "family-" + row.mode().category().wire(), "mode-stripe");
        var name = new Label(CellButton.row(row));
        name.setMinWidth(Region.USE_PREF_SIZE);
        var box = new HBox(stripe, name);
        box.getStyleClass().add("gap-8");
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private Node cell(Row row, String column, boolean inWords) {
        var picked = new MatrixModel.Picked(row, column);
        var button = new CellButton(picked, () -> model.picked().set(picked));
        if (inWords) {
            button.setText(CellButton.word(CellButton.saved(picked)));
            button.setContentDisplay(javafx.scene.control.ContentDisplay.TEXT_ONLY);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.getStyleClass().add("tiny");
        }
        return button;
    }

    private void walk(KeyEvent event) {
        if (event.getTarget() instanceof CellButton cell && !event.isAltDown() && !event.isShortcutDown()) {
            var column = GridPane.getColumnIndex(cell) + across(event.getCode());
            var row = GridPane.getRowIndex(cell) + down(event.getCode());
            if (across(event.getCode()) != 0 || down(event.getCode()) != 0) {
                getChildren().stream().filter(n -> n instanceof CellButton && GridPane.getColumnIndex(n) == column
                        && GridPane.getRowIndex(n) == row).findFirst().ifPresent(Node::requestFocus);
                event.consume();
            }
        }
    }

    private static int across(KeyCode code) { return code == KeyCode.RIGHT ? 1 : code == KeyCode.LEFT ? -1 : 0; }

    private static int down(KeyCode code) { return code == KeyCode.DOWN ? 1 : code == KeyCode.UP ? -1 : 0; }
}
