package dev.kintsugi.workbench.kit;

import javafx.beans.binding.Bindings;
import javafx.scene.control.ProgressBar;

/// A bar of how far something is. While nobody knows how far, it runs back and forth; with reduced motion it is not
/// shown then, and the words beside it say all.
public final class Progress extends ProgressBar {
    public Progress(Appearance looks) {
        visibleProperty().bind(Bindings.createBooleanBinding(() -> getProgress() >= 0 || !looks.calm().getValue(),
                progressProperty(), looks.calm()));
        managedProperty().bind(visibleProperty());
    }
}
