package dev.kintsugi.workbench.sessions;

import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.Pill;
import dev.kintsugi.workbench.kit.Tips;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A session in the list: what it was about, when, its counts, and what can be done with it.
final class SessionCell extends ListCell<SessionRow> {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH)
            .withZone(ZoneId.systemDefault());

    private final Consumer<SessionRow> open;
    private final Exporting exporting;
    private final Consumer<SessionRow> replay;
    private final Consumer<SessionRow> recover;
    private final Consumer<SessionRow> delete;

    SessionCell(Consumer<SessionRow> open, Exporting exporting, Consumer<SessionRow> replay,
            Consumer<SessionRow> recover, Consumer<SessionRow> delete) {
        // As wide as the list and no wider: the title gives way, not the buttons.
        setPrefWidth(0);
        this.replay = replay;
        this.recover = recover;
        this.open = open;
        this.exporting = exporting;
        this.delete = delete;
        setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && getItem() != null) {
                open.accept(getItem());
            }
        });
    }

    @Override
    protected void updateItem(SessionRow row, boolean empty) {
        super.updateItem(row, empty);
        setText(null);
        setGraphic(empty || row == null ? null : line(row));
    }

    private Node line(SessionRow row) {
        var title = new Label(row.title().isBlank() ? "Nothing said yet" : row.title());
        title.getStyleClass().add("strong");
        title.getStyleClass().add("may-be-cut");
        title.setMinWidth(0);
        var about = new Label("Session " + row.ordinal() + ", " + when(row.used()));
        about.getStyleClass().addAll("muted", "small");
        var words = new VBox(title, about);
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        var line = new HBox(words);
        if (row.open()) {
            line.getChildren().add(interrupted());
        }
        line.getChildren().addAll(turns(row.turns()), count(row.injected(), "injected", Mark.INJECTED),
                count(row.recovered(), "recovered", Mark.RECOVERED), openButton(row), replay(row), recover(row),
                export(row),
                delete(row));
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("gap-12");
        return line;
    }

    static String when(Instant moment) { return WHEN.format(moment); }

    private static Node interrupted() {
        var pill = new Pill(Mark.LOST, "interrupted");
        pill.setMinWidth(Region.USE_PREF_SIZE);
        Tips.on(pill, "Its last turn was begun and never finished; opening the session closes that turn.");
        return pill;
    }

    private static Node turns(int number) {
        var label = new Label(number + (number == 1 ? " turn" : " turns"));
        label.getStyleClass().add("session-count");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// A number with its mark; the word for it is spoken and stands in the hint.
    private static Node count(int number, String words, Mark mark) {
        var label = new Label(Integer.toString(number), new MarkIcon(mark));
        label.getStyleClass().addAll("session-count", "session-marks");
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setAccessibleText(number + " " + words);
        Tips.on(label, number + " " + words);
        return label;
    }

    private Node openButton(SessionRow row) {
        var button = new Button("Open");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> open.accept(row));
        return button;
    }

    private Node replay(SessionRow row) {
        var button = new Button("Replay");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setDisable(row.turns() == 0);
        button.setOnAction(_ -> replay.accept(row));
        Tips.on(button, "Work the session out anew from its log and compare every byte");
        return button;
    }

    private Node recover(SessionRow row) {
        var button = new Button("Recover");
        button.setMinWidth(Region.USE_PREF_SIZE);
        Tips.on(button, "Look through everything the session needs to go on, and mend what can be mended");
        button.setOnAction(_ -> Confirm.ask(button, "Recover session " + row.ordinal()
                + "? Its context, history, memory, agent, model, effects, workflow, people, voice and streams are looked at in this "
                + "order, and mended where that is safe.", "Not now", "Recover session", "accent",
                () -> recover.accept(row)));
        return button;
    }

    private Node export(SessionRow row) {
        var menu = new MenuButton("", FontIcon.of(Feather.DOWNLOAD));
        menu.setAccessibleText("Export session " + row.ordinal());
        Tips.on(menu, "Export as a report, a log or a table");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.getItems().setAll(exporting.menu(row.id(), getScene() == null ? null : getScene().getWindow()));
        return menu;
    }

    private Node delete(SessionRow row) {
        var button = Buttons.icon(Feather.TRASH_2, "Delete session " + row.ordinal(), () -> {});
        button.setOnAction(
                _ -> Confirm.danger(button, "Delete session " + row.ordinal() + " and everything it recorded?",
                        "Delete session", () -> delete.accept(row)));
        return button;
    }
}
