package dev.kintsugi.workbench.matrix;

import dev.kintsugi.lab.matrix.Saved;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.workbench.kit.MarkIcon;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;

/// One cell: gold disc saved, ring softened, cross lost.
final class CellButton extends Button {
    CellButton(MatrixModel.Picked cell, Runnable pick) {
        super(words(cell), new MarkIcon(mark(saved(cell))));
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setAccessibleText(words(cell));
        getStyleClass().addAll("flat", "matrix-cell");
        setOnAction(_ -> pick.run());
        setMaxWidth(Double.MAX_VALUE);
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
        return cell.row().name() + " under " + cell.column() + ": " + word(saved(cell));
    }

    static String word(Saved saved) {
        return switch (saved) {
            case SAVED -> "saved";
            case SOFTENED -> "softened";
            case LOST -> "lost";
            case NO_FAILURE -> "no failure";
        };
    }
}
