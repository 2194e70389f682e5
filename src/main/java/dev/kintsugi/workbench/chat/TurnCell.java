package dev.kintsugi.workbench.chat;

import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.Bench;
import java.util.Map;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import org.jspecify.annotations.Nullable;

/// Shows one turn in the virtual list.
final class TurnCell extends ListCell<TurnStory> {
    private final Bench bench;

    TurnCell(Bench bench) {
        this.bench = bench;
        getStyleClass().add("turn-cell");
        // Wrapped text needs the list's width, not the width of its longest line.
        setPrefWidth(0);
        setOnMouseClicked(_ -> {
            if (getItem() != null) {
                bench.select(getItem().number());
            }
        });
    }

    @Override
    protected void updateItem(@Nullable TurnStory turn, boolean empty) {
        super.updateItem(turn, empty);
        if (empty || turn == null) {
            setGraphic(null);
            setContextMenu(null);
        } else {
            var card = new TurnCard(turn);
            card.select(turn.number() == bench.turn().get());
            setGraphic(card);
            setContextMenu(menu(turn));
            setAccessibleText("Turn " + turn.number() + ". You: " + turn.message().value() + ". Agent: "
                    + turn.delivered().value());
        }
    }

    /// As high as its card at this width, whatever the skin believes: a cell that is too low for a moment makes the
    /// list build hundreds of its neighbours.
    @Override
    protected double computePrefHeight(double width) {
        var across = snappedLeftInset() + snappedRightInset();
        var down = snappedTopInset() + snappedBottomInset();
        return getGraphic() instanceof TurnCard card && width > across
                ? down + card.prefHeight(width - across)
                : super.computePrefHeight(width);
    }

    /// Frames the turn again after another one was selected.
    void reselect() {
        if (getGraphic() instanceof TurnCard card && getItem() != null) {
            card.select(getItem().number() == bench.turn().get());
        }
    }

    private static ContextMenu menu(TurnStory turn) {
        return new ContextMenu(copy("Copy the reply", turn.delivered().value()),
                copy("Copy the message", turn.message().value()));
    }

    private static MenuItem copy(String title, String text) {
        var item = new MenuItem(title);
        item.setOnAction(_ -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text)));
        return item;
    }
}
