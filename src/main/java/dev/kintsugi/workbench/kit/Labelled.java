package dev.kintsugi.workbench.kit;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A control with its name above it.
public final class Labelled {
    private Labelled() {}

    public static VBox above(String name, Node control) {
        var label = new Label(name);
        label.getStyleClass().addAll("muted", "small");
        label.setLabelFor(control);
        label.setMinWidth(Region.USE_PREF_SIZE);
        var box = new VBox(label, control);
        box.getStyleClass().add("gap-4");
        return box;
    }
}
