package dev.kintsugi.workbench.kit;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// A card with a heading over its parts. For the window's thread.
public final class TitledCard {
    private TitledCard() {}

    public static VBox of(String title, Node... parts) {
        var card = new VBox(Prose.words(title, "settings-heading"));
        card.getChildren().addAll(parts);
        card.getStyleClass().addAll("card", "gap-8");
        return card;
    }
}
