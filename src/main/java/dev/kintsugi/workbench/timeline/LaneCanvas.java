package dev.kintsugi.workbench.timeline;

import dev.kintsugi.workbench.kit.Tints;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.util.Duration;
import javafx.util.Subscription;

/// The canvas of the lanes, as wide as its room; drawn once a layout pass, however much has changed.
final class LaneCanvas extends Region {
    private static final double WHEEL_ZOOM = 1.15;
    private static final double WHEEL_PIXELS = 3;
    private static final Duration SOON = Duration.millis(200);
    /// The size of the type for which the lanes are drawn; with larger type everything in them is larger.
    private static final double USUAL_TYPE = 11;

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
            model.pick(place(e.getX()));
        });
        setOnScroll(this::wheel);
    }

    Subscription follow() {
        return Subscription.combine(model.scale().subscribe(_ -> requestLayout()),
                tints.version().subscribe(_ -> requestLayout()), fontOf.fontProperty().subscribe(_ -> requestLayout()));
    }

    private void hovered(MouseEvent event) {
        var place = model.scale().get().place(place(event.getX()));
        tip.setText(model.columns().stream().filter(c -> place >= c.from() && place < c.to()).findFirst()
                .map(c -> c.words(model.turns())).orElse("Turns of this session, oldest left"));
    }

    private void wheel(ScrollEvent event) {
        if (event.isShortcutDown()) {
            model.zoom(event.getDeltaY() > 0 ? WHEEL_ZOOM : 1 / WHEEL_ZOOM, place(event.getX()));
        } else {
            var pixels = event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
            model.scroll(-pixels * WHEEL_PIXELS / type() / model.scale().get().perTurn());
        }
        event.consume();
    }

    private double type() { return fontOf.getFont().getSize() / USUAL_TYPE; }

    /// Where a pixel lies in the lanes, as they are drawn for the usual type.
    private double place(double x) { return x / type() - Painter.LABELS; }

    private double high() { return Painter.LANE * Painter.LANES.size() * type(); }

    /// Draws again with the next pulse.
    void redraw() { requestLayout(); }

    @Override
    protected double computePrefHeight(double width) { return snappedTopInset() + high() + snappedBottomInset(); }

    @Override
    protected double computeMinHeight(double width) { return computePrefHeight(width); }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(high());
        model.width(place(getWidth()));
        var pen = canvas.getGraphicsContext2D();
        pen.setTransform(type(), 0, 0, type(), 0, 0);
        new Painter(pen, tints, Font.font(fontOf.getFont().getFamily(), USUAL_TYPE)).draw(model, getWidth() / type());
    }
}
