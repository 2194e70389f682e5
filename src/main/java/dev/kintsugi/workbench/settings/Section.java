package dev.kintsugi.workbench.settings;

import dev.kintsugi.workbench.kit.Prose;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A card of settings: a heading, a sentence, and rows of name and control.
final class Section extends VBox {
    Section(String heading, String sentence) {
        var title = new Label(heading);
        title.getStyleClass().add("settings-heading");
        getChildren().addAll(title, Prose.words(sentence, "muted"));
        getStyleClass().addAll("card", "settings-section");
    }

    /// A row: the setting's name on the left, its control on the right.
    Node row(String name, Node control) {
        var label = new Label(name);
        label.getStyleClass().add("settings-name");
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setLabelFor(control);
        name(name, control);
        HBox.setHgrow(control, Priority.ALWAYS);
        var row = new HBox(label, control);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("gap-12");
        getChildren().add(row);
        return row;
    }

    /// A field, or one in a box, is spoken by the name that stands beside it, unless it has one of its own.
    private static void name(String name, Node node) {
        if (node instanceof Pane box) {
            box.getChildren().forEach(child -> name(name, child));
        } else if (node instanceof Control control && !(node instanceof Labeled)
                && control.getAccessibleText() == null) {
            control.setAccessibleText(name);
        }
    }

    void add(Node node) { getChildren().add(node); }
}
