package dev.kintsugi.workbench.kit;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;

/// Two panes of the same width, each as high as its own text.
public final class SideBySide extends GridPane {
    private static final double HALF = 50;

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
