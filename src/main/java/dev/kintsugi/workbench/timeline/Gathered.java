package dev.kintsugi.workbench.timeline;

import dev.kintsugi.domain.truth.Category;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.Tint;
import dev.kintsugi.workbench.kit.Tints;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;

/// Draws turns that are too close for marks of their own: in each lane a bar as high as their share of the turns that a
/// column holds, so that a stretch in which much went wrong stands out. All bars in sight are to one scale.
final class Gathered {
    private static final List<Mark> ENDS = List.of(Mark.RECOVERED, Mark.SOFTENED, Mark.LOST);
    private static final double GAP = 4;
    /// What happened once in many turns is seen too.
    private static final double LEAST = 2;

    private final GraphicsContext canvas;
    private final Tints tints;
    private final int size;
    private final double most;

    /// @param columns those in sight
    /// @param size    how many turns a column holds; the last one may hold fewer
    Gathered(GraphicsContext canvas, Tints tints, List<Column> columns, int size) {
        this.canvas = canvas;
        this.tints = tints;
        this.size = size;
        this.most = columns.stream()
                .mapToDouble(c -> share(Math.max(c.detected(), Math.max(c.injected(), ended(c))))).max().orElse(0);
    }

    private double share(int turns) { return (double) turns / size; }

    private static int ended(Column column) { return ENDS.stream().mapToInt(mark -> column.ends(mark)).sum(); }

    void draw(Column column, double left, double width) {
        var foot = foot(1);
        for (var family : Category.values()) {
            foot -= bar(column.families().getOrDefault(family, 0), tints.get(Tint.of(family)), left, foot,
                    width);
        }
        bar(column.detected(), tints.get(MarkIcon.tint(Mark.DETECTED)), left, foot(2), width);
        foot = foot(3);
        for (var end : ENDS) {
            foot -= bar(column.ends(end), tints.get(MarkIcon.tint(end)), left, foot, width);
        }
    }

    private static double foot(int lane) { return (lane + 1) * Painter.LANE - 1; }

    /// How high it became.
    private double bar(int turns, Paint colour, double left, double foot, double width) {
        if (turns == 0) {
            return 0;
        }
        var high = Math.max(LEAST, share(turns) / most * (Painter.LANE - GAP));
        canvas.setFill(colour);
        canvas.fillRect(left, foot - high, width, high);
        return high;
    }
}
