package dev.kintsugi.workbench.timeline;

import dev.kintsugi.domain.truth.Category;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.Tint;
import dev.kintsugi.workbench.kit.Tints;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Draws the lanes on a canvas: few fills, no strokes of single points, so that a long session costs no more than a
/// short one.
final class Painter {
    static final double LABELS = 84;
    static final double LANE = 22;
    static final List<String> LANES = List.of("Turns", "Injected", "Detected", "Outcome");

    private static final double MARGIN = 12;
    private static final double MARK = 12;
    private static final double STRIPE = 3;
    private static final double NUMBER_ROOM = 42;

    private final GraphicsContext canvas;
    private final Tints tints;
    private final Font font;

    Painter(GraphicsContext canvas, Tints tints, Font font) {
        this.canvas = canvas;
        this.tints = tints;
        this.font = font;
    }

    void draw(TimelineModel model, double width) {
        canvas.clearRect(0, 0, width, LANE * LANES.size());
        canvas.setFont(font);
        canvas.setTextBaseline(VPos.CENTER);
        frame(width);
        canvas.save();
        canvas.beginPath();
        canvas.rect(LABELS, 0, width - LABELS, LANE * LANES.size());
        canvas.clip();
        canvas.translate(LABELS, 0);
        var columns = model.columns();
        var gathered = new Gathered(canvas, tints, columns, model.scale().get().gathered());
        columns.forEach(c -> column(model, c, gathered));
        columns.forEach(c -> number(model, c));
        model.selected().ifPresent(at -> selected(model.scale().get(), at));
        canvas.restore();
    }

    private void frame(double width) {
        canvas.setTextAlign(TextAlignment.LEFT);
        for (int lane = 0; lane < LANES.size(); lane++) {
            canvas.setFill(tints.get(Tint.MUTED));
            canvas.fillText(LANES.get(lane), MARGIN, middle(lane));
            canvas.setFill(tints.get(Tint.BORDER));
            canvas.fillRect(LABELS, (lane + 1) * LANE - 1, width - LABELS, 1);
        }
    }

    private static double middle(int lane) { return lane * LANE + LANE / 2; }

    private void column(TimelineModel model, Column column, Gathered gathered) {
        var scale = model.scale().get();
        var left = scale.x(column.from());
        var width = scale.x(column.to()) - left;
        canvas.setFill(tints.get(Tint.PILL));
        canvas.fillRect(left + 1, 4, Math.max(1, width - 2), LANE - 9);
        if (scale.gathered() > 1) {
            gathered.draw(column, left + 1, Math.max(1, width - 2));
        } else {
            marks(column, left, width);
        }
    }

    /// As many columns have a number as there is room for; over its neighbours, so last.
    private void number(TimelineModel model, Column column) {
        var scale = model.scale().get();
        var width = scale.perTurn() * scale.gathered();
        var every = scale.gathered() * (int) Math.ceil(NUMBER_ROOM / width);
        var left = scale.x(column.from());
        if (column.from() % every == 0 && (column.turns() == 1 || left + NUMBER_ROOM < scale.width())) {
            canvas.setFill(tints.get(Tint.TEXT));
            canvas.setTextAlign(TextAlignment.LEFT);
            canvas.fillText(Integer.toString(model.turns().get(column.from()).number()), left + 5, middle(0));
        }
    }

    private void marks(Column column, double left, double width) {
        var centre = left + width / 2;
        if (column.injected() > 0) {
            MarkIcon.draw(canvas, Mark.INJECTED, centre, middle(1) - 2, MARK, tints);
            families(column, left + 1, width - 2);
        }
        if (column.detected() > 0) {
            MarkIcon.draw(canvas, Mark.DETECTED, centre, middle(2), MARK, tints);
        }
        if (column.end() != null) {
            MarkIcon.draw(canvas, column.end(), centre, middle(3), MARK, tints);
        }
    }

    private void families(Column column, double left, double width) {
        var x = left;
        for (var family : Category.values()) {
            var part = width * column.families().getOrDefault(family, 0) / column.injected();
            canvas.setFill(tints.get(Tint.of(family)));
            canvas.fillRect(x, 2 * LANE - 1 - STRIPE, part, STRIPE);
            x += part;
        }
    }

    private void selected(Scale scale, int at) {
        canvas.setStroke(tints.get(Tint.ACCENT));
        canvas.setLineWidth(2);
        var width = Math.max(4, scale.perTurn());
        canvas.strokeRoundRect(scale.x(at) + 1, 2, width - 2, LANE * LANES.size() - 4, 6, 6);
    }
}
