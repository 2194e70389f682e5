package dev.kintsugi.workbench.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/// One line of the palette: icon, title, why not or where from, keys.
final class PaletteCell extends ListCell<PaletteEntry> {
    private final FontIcon icon = new FontIcon();
    private final Label title = new Label();
    private final Label note = new Label();
    private final Label keys = new Label();
    private final HBox row = new HBox();

    PaletteCell() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        note.getStyleClass().addAll("muted", "small");
        keys.getStyleClass().addAll("keycap");
        keys.setMinWidth(Region.USE_PREF_SIZE);
        row.getChildren().addAll(icon, title, note, gap, keys);
        row.getStyleClass().add("gap-8");
        row.setAlignment(Pos.CENTER_LEFT);
        setText(null);
    }

    @Override
    protected void updateItem(PaletteEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        if (empty || entry == null) {
            setGraphic(null);
            return;
        }
        var picture = entry.icon();
        icon.setVisible(picture != null);
        if (picture != null) {
            icon.setIconCode(picture);
        }
        title.setText(entry.title());
        note.setText(entry.blocked().isEmpty() ? entry.group() : entry.blocked());
        keys.setText(entry.keys());
        keys.setVisible(!entry.keys().isEmpty());
        row.setDisable(!entry.blocked().isEmpty());
        setGraphic(row);
    }
}
