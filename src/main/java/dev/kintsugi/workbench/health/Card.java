package dev.kintsugi.workbench.health;

import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A section of the page: a heading, and what stands under it.
final class Card extends VBox {
    Card(String heading) {
        var title = new Label(heading);
        title.getStyleClass().add("settings-heading");
        getChildren().add(title);
        getStyleClass().addAll("card", "gap-8");
    }

    Card with(Node... nodes) {
        getChildren().addAll(nodes);
        return this;
    }

    /// Rows of a name, a line that takes the room there is, and a remark.
    static GridPane lines() {
        var grid = new GridPane();
        grid.getStyleClass().add("health-lines");
        var name = new ColumnConstraints();
        var line = new ColumnConstraints();
        line.setHgrow(Priority.ALWAYS);
        line.setFillWidth(true);
        var note = new ColumnConstraints();
        note.setHalignment(HPos.RIGHT);
        grid.getColumnConstraints().setAll(name, line, note);
        return grid;
    }
}
