package dev.kintsugi.workbench.chat;

import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// What was sent and no turn shows yet: a message is on screen as soon as it has left the box.
final class OutgoingPane extends VBox {
    private final ChatModel model;
    private final boolean first;

    /// @param first whether it stands where the first turn will stand, rather than below the turns
    OutgoingPane(ChatModel model, boolean first) {
        this.model = model;
        this.first = first;
        getStyleClass().add("outgoing");
        setMaxHeight(Region.USE_PREF_SIZE);
    }

    Subscription follow() {
        return model.outbox().outgoing().subscribe(this::show).and(model.shown().subscribe(this::show));
    }

    private void show() {
        var here = !model.outbox().outgoing().isEmpty() && model.shown().isEmpty() == first;
        getChildren().clear();
        if (here) {
            model.outbox().outgoing().forEach(sent -> getChildren().add(TurnCard.outgoing(sent.message())));
        }
        setVisible(here);
        setManaged(here);
    }
}
