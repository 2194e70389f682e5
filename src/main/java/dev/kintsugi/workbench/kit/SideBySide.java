package dev.kintsugi.workbench.kit;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;

/// Two panes of the same width, each as high as its own text; one above the other where they would be too narrow to read.
public final class SideBySide extends GridPane {
    private static final double HALF = 50;
    /// The least width of a pane beside another, in gaps: they are as large as the type.
    private static final double LEAST_GAPS = 21;

    public SideBySide() {
        getColumnConstraints().addAll(half(), half());
        getStyleClass().add("diff-panes");
        // Its own least height would be that of the narrowest panes.
        setMinHeight(0);
    }

    private static ColumnConstraints half() {
        var column = new ColumnConstraints();
        column.setPercentWidth(HALF);
        return column;
    }

    /// Always: whoever asks before there is anything in it would remember its height as that of the narrowest panes.
    @Override
    public Orientation getContentBias() { return Orientation.HORIZONTAL; }

    @Override
    protected double computePrefHeight(double width) {
        var across = width > 0 ? width : getWidth();
        if (across <= 0) {
            return super.computePrefHeight(width);
        }
        var room = across - snappedLeftInset() - snappedRightInset();
        var panes = getManagedChildren();
        var high = stacked(room)
                ? panes.stream().mapToDouble(pane -> pane.prefHeight(room) + getHgap()).sum() - getHgap()
                : panes.stream().mapToDouble(pane -> pane.prefHeight(half(room))).max().orElse(0);
        return snappedTopInset() + snappedBottomInset() + Math.max(0, high);
    }

    private double half(double room) { return (room - getHgap()) / 2; }

    private boolean stacked(double room) { return half(room) < LEAST_GAPS * getHgap(); }

    @Override
    protected void layoutChildren() {
        var room = getWidth() - snappedLeftInset() - snappedRightInset();
        if (!stacked(room)) {
            super.layoutChildren();
            return;
        }
        var at = snappedTopInset();
        for (var pane : getManagedChildren()) {
            var high = snapSizeY(pane.prefHeight(room));
            layoutInArea(pane, snappedLeftInset(), at, room, high, 0, HPos.LEFT, VPos.TOP);
            at += high + getHgap();
        }
    }

    /// Shows these two, or nothing when there are none.
    public void show(List<? extends Node> panes) {
        getChildren().clear();
        for (int i = 0; i < panes.size(); i++) {
            add(panes.get(i), i, 0);
            setFillHeight(panes.get(i), false);
            setValignment(panes.get(i), VPos.TOP);
        }
    }
}
