package dev.kintsugi.workbench.kit;

import dev.kintsugi.report.story.Mark;
import java.util.Locale;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;

/// A mark as shape and colour: triangle injected, diamond detected, gold disc recovered, ring softened, cross lost,
/// tick natural. A node, or drawn on a canvas by [#draw].
public final class MarkIcon extends StackPane {
    private static final double BOX = 16;

    public MarkIcon(Mark mark) {
        var outline = new SVGPath();
        outline.setContent(Shape.path(mark));
        outline.setFillRule(FillRule.EVEN_ODD);
        outline.getStyleClass().addAll("mark", "mark-" + mark.name().toLowerCase(Locale.ROOT));
        getChildren().add(outline);
        getStyleClass().add("mark-icon");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(words(mark));
    }

    /// The mark in a word, for people.
    public static String words(Mark mark) { return mark.name().toLowerCase(Locale.ROOT); }

    /// The colour token a mark is drawn in.
    public static Tint tint(Mark mark) {
        return switch (mark) {
            case INJECTED, LOST -> Tint.DANGER;
            case RECOVERED -> Tint.GOLD;
            case DETECTED -> Tint.TEXT;
            case SOFTENED, NATURAL, ACTION, WAIT -> Tint.MUTED;
        };
    }

    /// Draws the mark centred at (x, y), `size` pixels high.
    public static void draw(GraphicsContext canvas, Mark mark, double x, double y, double size, Tints tints) {
        canvas.save();
        canvas.translate(x - size / 2, y - size / 2);
        canvas.scale(size / BOX, size / BOX);
        canvas.setFill(tints.get(tint(mark)));
        canvas.setFillRule(FillRule.EVEN_ODD);
        canvas.beginPath();
        canvas.appendSVGPath(Shape.path(mark));
        canvas.fill();
        canvas.restore();
    }
}
