package dev.kintsugi.workbench.kit;

import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;

/// A row of a list with a title, as wide as the list: a long title goes on in the next line.
public final class TitleCell<T> extends ListCell<T> {
    private final Function<T, String> title;
    private final Function<T, @Nullable Node> graphic;

    public TitleCell(Function<T, String> title) { this(title, _ -> null); }

    /// @param graphic stands before the title; null for none
    public TitleCell(Function<T, String> title, Function<T, @Nullable Node> graphic) {
        this.title = title;
        this.graphic = graphic;
        Prose.wrap(this);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
        super.updateItem(item, empty);
        setText(empty || item == null ? null : title.apply(item));
        setGraphic(empty || item == null ? null : graphic.apply(item));
    }
}
