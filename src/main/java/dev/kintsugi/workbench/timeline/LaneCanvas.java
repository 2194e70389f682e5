package dev.kintsugi.workbench.timeline;

import dev.kintsugi.workbench.kit.Tints;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import javafx.util.Subscription;

/// The canvas of the lanes, as wide as its room; drawn once a layout pass, however much has changed.
final class LaneCanvas extends Region {
    private static final double WHEEL_ZOOM = 1.15;
    private static final double WHEEL_PIXELS = 3;
    private static final Duration SOON = Duration.millis(200);

    private final TimelineModel model;
    private final Canvas canvas = new Canvas();
    private final Tints tints = new Tints();
    private final Label fontOf = new Label();
    private final Tooltip tip = new Tooltip();

    LaneCanvas(TimelineModel model) {
        this.model = model;
        getStyleClass().add("lanes");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
        setAccessibleText("Timeline of the session; Left and Right pick a turn");
        fontOf.getStyleClass().add("lane-font");
        fontOf.setManaged(false);
        fontOf.setVisible(false);
        getChildren().addAll(tints, fontOf, canvas);
        tip.setShowDelay(SOON);
        Tooltip.install(this, tip);
        setOnMouseMoved(this::hovered);
        setOnMousePressed(e -> {
            requestFocus();
            model.pick(e.getX() - Painter.LABELS);
        });
        setOnScroll(this::wheel);
    }

    Subscription follow() {
        return Subscription.combine(model.scale().subscribe(_ -> requestLayout()),
                tints.version().subscribe(_ -> requestLayout()), fontOf.fontProperty().subscribe(_ -> requestLayout()));
    }

    private void hovered(MouseEvent event) {
        var place = model.scale().get().place(event.getX() - Painter.LABELS);
        tip.setText(model.columns().stream().filter(c -> place >= c.from() && place < c.to()).findFirst()
                .map(c -> c.words(model.turns())).orElse("Turns of this session, oldest left"));
    }

    private void wheel(ScrollEvent event) {
        if (event.isShortcutDown()) {
            model.zoom(event.getDeltaY() > 0 ? WHEEL_ZOOM : 1 / WHEEL_ZOOM, event.getX() - Painter.LABELS);
        } else {
            var pixels = event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
            model.scroll(-pixels * WHEEL_PIXELS / model.scale().get().perTurn());
        }
        event.consume();
    }

    /// Draws again with the next pulse.
    void redraw() { requestLayout(); }

    @Override
    protected double computePrefHeight(double width) {
        return snappedTopInset() + Painter.LANE * Painter.LANES.size() + snappedBottomInset();
    }

    @Override
    protected double computeMinHeight(double width) { return computePrefHeight(width); }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(Painter.LANE * Painter.LANES.size());
        model.width(getWidth() - Painter.LABELS);
        new Painter(canvas.getGraphicsContext2D(), tints, fontOf.getFont()).draw(model, getWidth());
    }
}
