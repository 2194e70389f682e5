package dev.kintsugi.workbench.kit;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// A value with its interval on a line from one end to the other.
public final class Track extends Pane {
    private static final double LEAST = 2;

    private final Scale scale;
    private final double value;
    private final double low;
    private final double high;
    private final Region line = part("forest-line");
    private final Region zero = part("forest-zero");
    private final Region interval = part("forest-interval");
    private final Region dot = part("forest-dot");

    /// Where the ends of all lines of one chart are. Immutable.
    public record Scale(double from, double to) {
        public static final Scale SHARE = new Scale(0, 1);

        double place(double at) { return Math.clamp((at - from) / (to - from), 0, 1); }
    }

    public Track(Scale scale, double value, double low, double high) {
        this.scale = scale;
        this.value = value;
        this.low = low;
        this.high = high;
        getStyleClass().add("forest-track");
        zero.setVisible(scale.from() < 0);
        getChildren().addAll(line, zero, interval, dot);
    }

    private static Region part(String style) {
        var part = new Region();
        part.getStyleClass().add(style);
        return part;
    }

    /// It takes the room that is left. A pane wants the room in which its parts were last, and took it from the names beside it.
    @Override
    protected double computePrefWidth(double height) { return 0; }

    @Override
    protected void layoutChildren() {
        var middle = getHeight() / 2;
        put(line, 0, getWidth(), line.prefHeight(-1), middle);
        put(zero, scale.place(0) * getWidth(), LEAST / 2, getHeight(), middle);
        var from = scale.place(low) * getWidth();
        put(interval, from, Math.max(LEAST, scale.place(high) * getWidth() - from), interval.prefHeight(-1), middle);
        var size = dot.prefHeight(-1);
        put(dot, Math.clamp(scale.place(value) * getWidth() - size / 2, 0, Math.max(0, getWidth() - size)), size, size,
                middle);
    }

    private static void put(Region part, double x, double wide, double high, double middle) {
        part.resizeRelocate(x, middle - high / 2, wide, high);
    }
}
