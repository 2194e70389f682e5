package dev.kintsugi.workbench.health;

import dev.kintsugi.workbench.kit.Tips;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// A line from one number to another with spans on it, each a region of a style: time, or a share of something.
final class Track extends Pane {
    private static final double LEAST = 3;

    private final double from;
    private final double to;
    private final List<Span> spans = new ArrayList<>();

    private record Span(double start, double end, Region box) {}

    Track(double from, double to) {
        this.from = from;
        this.to = Math.max(to, from + 1);
        getStyleClass().add("state-track");
    }

    /// @param words what it is, for the tooltip and for who does not see it
    Track span(double start, double end, String styleClass, String words) {
        var box = new Region();
        box.getStyleClass().add(styleClass);
        box.setAccessibleText(words);
        Tips.on(box, words);
        spans.add(new Span(start, end, box));
        getChildren().add(box);
        return this;
    }

    @Override
    protected void layoutChildren() {
        var width = getWidth();
        for (var span : spans) {
            var left = place(span.start()) * width;
            var wide = Math.max(LEAST, place(span.end()) * width - left);
            var high = Math.min(getHeight(), span.box().prefHeight(-1));
            span.box().resizeRelocate(Math.min(left, width - LEAST), (getHeight() - high) / 2, wide, high);
        }
    }

    private double place(double value) { return Math.clamp((value - from) / (to - from), 0, 1); }
}
