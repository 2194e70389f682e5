package dev.kintsugi.workbench.matrix;

import dev.kintsugi.lab.matrix.Row;
import dev.kintsugi.lab.matrix.Saved;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.MarkIcon;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import org.jspecify.annotations.Nullable;

/// One cell: gold disc saved, ring softened, cross lost.
final class CellButton extends Button {
    private static final String PICKED = "matrix-picked";

    private final MatrixModel.Picked cell;

    CellButton(MatrixModel.Picked cell, Runnable pick) {
        super(words(cell), new MarkIcon(mark(saved(cell))));
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setAccessibleText(words(cell));
        getStyleClass().addAll("flat", "matrix-cell");
        this.cell = cell;
        setOnAction(_ -> pick.run());
        setMaxWidth(Double.MAX_VALUE);
    }

    /// Shows whether this is the cell that was asked about.
    void mark(MatrixModel.@Nullable Picked picked) {
        getStyleClass().remove(PICKED);
        if (cell.equals(picked)) {
            getStyleClass().add(PICKED);
        }
    }

    static Saved saved(MatrixModel.Picked cell) { return cell.row().cell(cell.column()).saved(); }

    static Mark mark(Saved saved) {
        return switch (saved) {
            case SAVED -> Mark.RECOVERED;
            case SOFTENED -> Mark.SOFTENED;
            case LOST -> Mark.LOST;
            case NO_FAILURE -> Mark.NATURAL;
        };
    }

    static String words(MatrixModel.Picked cell) {
        var column = cell.column().replace('_', ' ');
        return row(cell.row()) + " under " + (column.startsWith("only ")
                ? column.substring("only ".length()) + " alone"
                : column) + ": " + word(saved(cell));
    }

    /// What a row is called.
    static String row(Row row) { return row.name().replace(row.mode().wire(), Words.named(row.mode())); }

    static String word(Saved saved) {
        return switch (saved) {
            case SAVED -> "saved";
            case SOFTENED -> "softened";
            case LOST -> "lost";
            case NO_FAILURE -> "no failure";
        };
    }
}
