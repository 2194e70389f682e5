package dev.kintsugi.workbench.inspector;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Tips;
import dev.kintsugi.workbench.kit.View;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The events of the selected turn, readable as a tree, and as they stand in the log.
final class RawView extends View {
    private final Desk desk;
    private final Lines lines;
    private final TreeTableView<EventRow> tree = new TreeTableView<>();
    /// Share of the width that the names of events need.
    private static final double NAMES = 0.6;
    private static final double MOST_NAMES = 0.72;
    private static final double NAME_LETTERS = 17;

    private final ReadOnlyStringWrapper blocked = new ReadOnlyStringWrapper("");

    RawView(Desk desk, Lines lines) {
        this.desk = desk;
        this.lines = lines;
    }

    @Override
    protected Parent build() {
        tree.setShowRoot(false);
        tree.getStyleClass().addAll("raw-tree", "dense", "edge-to-edge");
        tree.setAccessibleText("Events of the turn");
        tree.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        var name = column("Event");
        name.setCellValueFactory(c -> new SimpleStringProperty(c.getValue().getValue().name()));
        var value = column("Value");
        value.setCellValueFactory(c -> new SimpleStringProperty(c.getValue().getValue().value()));
        tree.getColumns().add(name);
        tree.getColumns().add(value);
        var copy = new Button("Copy the line", FontIcon.of(Feather.COPY));
        copy.setOnAction(_ -> chosen().ifPresent(this::copy));
        var hint = new Label("as it stands in the log, hash included");
        hint.getStyleClass().addAll("muted", "small");
        Prose.wrap(hint);
        copy.setMinWidth(Region.USE_PREF_SIZE);
        name.prefWidthProperty().bind(Bindings.createDoubleBinding(() -> names(tree.getWidth(), hint.getFont()),
                tree.widthProperty(), hint.fontProperty()));
        var foot = new HBox(Tips.reason(copy, blocked), hint);
        foot.getStyleClass().add("raw-foot");
        var pane = new BorderPane(tree);
        pane.setBottom(foot);
        return pane;
    }

    /// In a narrow pane the longest name counts, for most values are times.
    private static double names(double width, Font type) {
        return Math.max(NAMES * width, Math.min(MOST_NAMES * width, NAME_LETTERS * type.getSize()));
    }

    private static TreeTableColumn<EventRow, String> column(String title) {
        var column = new TreeTableColumn<EventRow, String>(title);
        column.setSortable(false);
        return column;
    }

    @Override
    protected void opened() {
        listen(desk.bench().selected(), this::show);
        listen(tree.getSelectionModel().selectedItemProperty(), _ -> block());
    }

    private void show(@Nullable TurnStory turn) {
        var root = new TreeItem<EventRow>();
        if (turn != null) {
            turn.entries().forEach(e -> root.getChildren().add(item(EventRow.of(e, turn.startedMs()))));
        }
        tree.setRoot(root);
        block();
    }

    private static TreeItem<EventRow> item(EventRow row) {
        var item = new TreeItem<>(row);
        row.parts().forEach(p -> item.getChildren().add(item(p)));
        return item;
    }

    private Optional<Entry> chosen() {
        return Optional.ofNullable(tree.getSelectionModel().getSelectedItem()).map(TreeItem::getValue)
                .map(EventRow::entry);
    }

    private void block() { blocked.set(chosen().isEmpty() ? "Pick an event first" : ""); }

    private void copy(Entry entry) {
        desk.jobs().run("Copy the line", _ -> {
            var line = lines.line(entry).orElseThrow(() -> new Problem("The line was not copied",
                    "this event is not on disk yet", "Copy it in a moment"));
            desk.pump().inOrder(() -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, line)));
            return "";
        });
    }
}
