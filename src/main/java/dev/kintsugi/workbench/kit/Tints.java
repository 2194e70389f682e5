package dev.kintsugi.workbench.kit;

import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.scene.layout.Background;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;

/// The theme's colours for a canvas. Add it to the scene beside the canvas (it takes no room), read [#get], and draw
/// again when [#version()] changes, which it does with the theme.
public final class Tints extends Pane {
    private final Map<Tint, Region> swatches = new EnumMap<>(Tint.class);
    private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();

    public Tints() {
        setManaged(false);
        setMouseTransparent(true);
        for (var tint : Tint.values()) {
            var swatch = new Region();
            swatch.getStyleClass().add(tint.styleClass());
            swatch.backgroundProperty().subscribe(() -> version.set(version.get() + 1));
            swatches.put(tint, swatch);
            getChildren().add(swatch);
        }
    }

    /// The colour of that token now; transparent before the first layout.
    public Paint get(Tint tint) {
        var swatch = swatches.get(tint);
        Background background = swatch == null ? null : swatch.getBackground();
        return background == null || background.getFills().isEmpty()
                ? Color.TRANSPARENT
                : background.getFills().getFirst().getFill();
    }

    public ReadOnlyIntegerProperty version() { return version.getReadOnlyProperty(); }
}
