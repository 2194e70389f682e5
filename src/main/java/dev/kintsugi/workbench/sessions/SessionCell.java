package dev.kintsugi.workbench.sessions;

import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.Pill;
import dev.kintsugi.workbench.kit.Tips;
import dev.kintsugi.workbench.kit.Twin;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
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

/// A session in the list: what it was about, when, its counts, and what can be done with it. Its controls are made once: a
/// list that scrolls has new words to show, not new buttons.
final class SessionCell extends ListCell<SessionRow> {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH)
            .withZone(ZoneId.systemDefault());

    private final Exporting exporting;
    private final Label title = new Label();
    private final Label about = new Label();
    private final Pill interrupted = new Pill(Mark.LOST, "interrupted");
    private final Label turns = new Label();
    private final Label injected = count("turns on which a fault acted", Mark.INJECTED);
    private final Label recovered = count("of them recovered", Mark.RECOVERED);
    private final Button replay = new Button("Replay");
    private final MenuButton export = new MenuButton("", FontIcon.of(Feather.DOWNLOAD));
    private final Button delete = Buttons.icon(Feather.TRASH_2, "Delete the session", () -> {});
    private final HBox line;

    SessionCell(Consumer<SessionRow> open, Exporting exporting, Consumer<SessionRow> replayed,
            Consumer<SessionRow> recover, Consumer<SessionRow> deleted) {
        this.exporting = exporting;
        // As wide as the list and no wider: the title gives way, not the buttons.
        setPrefWidth(0);
        title.getStyleClass().addAll("strong", "may-be-cut");
        title.setMinWidth(0);
        // Its name stands last: where room is short, it is what is cut.
        about.getStyleClass().addAll("muted", "small", "may-be-cut");
        about.setMinWidth(0);
        var words = new VBox(title, about);
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        turns.getStyleClass().add("session-count");
        turns.setMinWidth(Region.USE_PREF_SIZE);
        interrupted.setMinWidth(Region.USE_PREF_SIZE);
        Tips.on(interrupted, "Its last turn was begun and never finished; opening the session closes that turn.");
        var opening = button("Open", "Lay it on the bench, to read it and to go on  (Enter)");
        opening.setOnAction(_ -> open.accept(getItem()));
        whole(replay, "Work the session out anew from its log and compare every byte");
        replay.setOnAction(_ -> replayed.accept(getItem()));
        var recovering = button("Recover",
                "Look through everything the session needs to go on, and mend what can be mended");
        recovering.setOnAction(_ -> askToRecover(recovering, recover));
        Tips.on(export, "Export as a report, a log or a table");
        export.setMinWidth(Region.USE_PREF_SIZE);
        delete.setOnAction(_ -> askToDelete(deleted));
        line = new HBox(words, interrupted, turns, injected, recovered, opening, replay, recovering, export, delete);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("gap-12");
        setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && getItem() != null) {
                open.accept(getItem());
            }
        });
    }

    private static Button button(String words, String tip) {
        var button = new Button(words);
        whole(button, tip);
        return button;
    }

    private static void whole(Button button, String tip) {
        button.setMinWidth(Region.USE_PREF_SIZE);
        Tips.on(button, tip);
    }

    /// A number with its mark; the words for it stand in the hint.
    private static Label count(String words, Mark mark) {
        var label = new Label("", new MarkIcon(mark));
        label.getStyleClass().addAll("session-count", "session-marks");
        label.setMinWidth(Region.USE_PREF_SIZE);
        Tips.on(label, words);
        return label;
    }

    @Override
    protected void updateItem(SessionRow row, boolean empty) {
        super.updateItem(row, empty);
        setText(null);
        setGraphic(empty || row == null ? null : line);
        if (!empty && row != null) {
            show(row);
        }
    }

    private void show(SessionRow row) {
        title.setText(row.title().isBlank() ? "Nothing said yet" : row.title());
        about.setText("Session " + row.ordinal() + ", " + when(row.used()) + ", " + row.id());
        Twin.show(interrupted, row.open());
        turns.setText(Words.counted(row.turns(), "turn"));
        count(injected, row.injected(), "injected");
        count(recovered, row.recovered(), "recovered");
        replay.setDisable(row.turns() == 0);
        export.setAccessibleText("Export session " + row.ordinal());
        export.getItems().setAll(exporting.menu(row.id(), getScene() == null ? null : getScene().getWindow()));
        delete.setAccessibleText("Delete session " + row.ordinal());
    }

    private static void count(Label label, int number, String words) {
        label.setText(Integer.toString(number));
        label.setAccessibleText(number + " " + words);
    }

    static String when(Instant moment) { return WHEN.format(moment); }

    private void askToRecover(Button beside, Consumer<SessionRow> recover) {
        var row = getItem();
        Confirm.ask(beside, "Recover session " + row.ordinal()
                + "? Its context, history, memory, agent, model, effects, workflow, people, voice and streams are looked at in this "
                + "order, and mended where that is safe.", "Not now", "Recover session", "accent",
                () -> recover.accept(row));
    }

    private void askToDelete(Consumer<SessionRow> deleted) {
        var row = getItem();
        Confirm.danger(delete, "Delete session " + row.ordinal() + (row.title().isBlank()
                ? ""
                : ", \u201c" + row.title() + "\u201d,") + " and everything recorded there? It cannot be brought back.",
                "Delete session",
                () -> deleted.accept(row));
    }
}
