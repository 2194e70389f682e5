package dev.kintsugi.workbench.shell;

import dev.kintsugi.workbench.kit.View;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Runs anything by a few of its letters: actions, scenarios, experiments, sessions. Up and Down move, Enter runs, Escape closes.
final class CommandPalette extends View {
    private static final int PAGE = 8;

    private final Supplier<List<PaletteEntry>> entries;
    private final Runnable leave;
    private final TextField query = new TextField();
    private final ListView<PaletteEntry> found = new ListView<>();
    private List<PaletteEntry> all = List.of();

    CommandPalette(Supplier<List<PaletteEntry>> entries, Runnable leave) {
        this.entries = entries;
        this.leave = leave;
    }

    @Override
    protected Parent build() {
        query.setPromptText("Search actions, scenarios, experiments and sessions");
        query.setId("palette-query");
        query.setAccessibleText("Search or run a command");
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        query.textProperty().subscribe(() -> search(query.getText()));
        found.setId("palette-list");
        found.setCellFactory(_ -> new PaletteCell());
        found.setFocusTraversable(false);
        found.setOnMouseClicked(_ -> run());
        found.setPlaceholder(new Label("Nothing is called that. Try fewer letters."));
        var box = new VBox(query, found);
        box.getStyleClass().add("palette");
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return box;
    }

    @Override
    protected void opened() {
        all = entries.get();
        query.clear();
        search("");
        query.requestFocus();
    }

    private void search(String letters) {
        // What can be done comes before what cannot be done now.
        found.getItems().setAll(Fuzzy.search(letters, all, PaletteEntry::searched).stream()
                .sorted(Comparator.comparing(entry -> !entry.blocked().isEmpty())).toList());
        found.getSelectionModel().selectFirst();
        found.scrollTo(0);
    }

    private void pressed(KeyEvent event) {
        var handled = true;
        switch (event.getCode()) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case PAGE_DOWN -> move(PAGE);
            case PAGE_UP -> move(-PAGE);
            case ENTER -> run();
            case ESCAPE -> leave.run();
            default -> handled = false;
        }
        if (handled) {
            event.consume();
        }
    }

    private void move(int by) {
        var last = found.getItems().size() - 1;
        if (last >= 0) {
            var to = Math.clamp(found.getSelectionModel().getSelectedIndex() + by, 0, last);
            found.getSelectionModel().select(to);
            found.scrollTo(Math.max(0, to - PAGE / 2));
        }
    }

    private void run() {
        var chosen = found.getSelectionModel().getSelectedItem();
        if (chosen != null && chosen.blocked().isEmpty()) {
            leave.run();
            chosen.run().run();
        }
    }
}
