package dev.kintsugi.workbench.chat;

import javafx.beans.value.ObservableDoubleValue;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/// The end of what grows below the turns, which never takes all their room: the rest is scrolled to.
final class TailPane extends ScrollPane {
    private static final double SHARE = 0.4;

    private final Region content;
    private final ObservableDoubleValue room;

    /// @param room how high the whole conversation is
    TailPane(Region content, ObservableDoubleValue room) {
        super(content);
        this.content = content;
        this.room = room;
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().addAll("edge-to-edge", "tail");
        visibleProperty().bind(content.visibleProperty());
        managedProperty().bind(content.visibleProperty());
        content.heightProperty().subscribe((before, _) -> grown(before.doubleValue()));
        room.subscribe(this::fit);
    }

    /// Whoever has scrolled up stays there.
    private void grown(double before) {
        var atEnd = before <= getViewportBounds().getHeight() || getVvalue() == getVmax();
        fit();
        if (atEnd) {
            setVvalue(getVmax());
        }
    }

    private void fit() { setPrefViewportHeight(Math.clamp(SHARE * room.get(), 1, Math.max(1, content.getHeight()))); }
}
