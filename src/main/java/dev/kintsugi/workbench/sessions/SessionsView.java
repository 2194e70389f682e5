package dev.kintsugi.workbench.sessions;

import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.EmptyState;
import dev.kintsugi.workbench.kit.Following;
import dev.kintsugi.workbench.kit.Notice;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.SessionList;
import dev.kintsugi.workbench.kit.Throttle;
import dev.kintsugi.workbench.kit.View;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// All sessions, the latest used first: search, open, replay, recover, export, delete, several at once too.
public final class SessionsView extends View {
    private static final Duration GAP = Duration.seconds(1);
    /// How soon a store that did not answer is asked again.
    private static final Duration RETRY = Duration.seconds(2);

    private final Desk desk;
    private final Exporting exporting;
    private final RescuePane rescues;
    private final Runnable toBench;
    private final FilteredList<SessionRow> shown;
    private final ListView<SessionRow> list = new ListView<>();
    private final TextField search = new TextField();
    private final ComboBox<SessionFilter> which = new ComboBox<>(
            FXCollections.observableArrayList(SessionFilter.values()));
    private final ChosenBar chosen;
    private final Label count = new Label();
    private final Label stale = new Label();
    private final EmptyState empty;
    private final EmptyState away;
    private final SessionList sessions;
    private final Throttle again;
    private final Timeline retry;

    /// @param toBench shows the bench, where an opened session lies
    public SessionsView(Desk desk, Exporting exporting, Runnable toBench) {
        this.desk = desk;
        this.exporting = exporting;
        this.rescues = new RescuePane(desk);
        this.toBench = toBench;
        this.sessions = desk.lab().sessions();
        this.again = new Throttle(GAP, sessions::reload);
        this.retry = new Timeline(new KeyFrame(RETRY, _ -> sessions.reload()));
        retry.setCycleCount(Animation.INDEFINITE);
        this.shown = new FilteredList<>(sessions.rows());
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        this.chosen = new ChosenBar(desk, list.getSelectionModel(), list::requestFocus);
        this.empty = new EmptyState(Feather.ARCHIVE, "No session yet",
                "A session is one conversation with everything that was broken and mended in it. It is kept as it happens.",
                "Begin a session", () -> desk.actions().run("session.new"));
        this.away = new EmptyState(Feather.ALERT_TRIANGLE, "", "", "Try again", sessions::reload);
    }

    @Override
    protected Parent build() {
        list.setItems(shown);
        list.setId("session-list");
        list.getStyleClass().add("session-list");
        list.setAccessibleText("Sessions, the latest used first");
        list.setCellFactory(
                _ -> new SessionCell(this::open, exporting, new Replaying(desk)::replay, rescues::recover,
                        row -> desk.lab().delete(row.id())));
        list.setPlaceholder(new Label("No session is like that."));
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open(list.getSelectionModel().getSelectedItem());
            } else if (event.getCode() == KeyCode.DELETE) {
                chosen.ask(search);
            }
        });
        Prose.wrap(stale);
        stale.getStyleClass().add("danger-text");
        stale.managedProperty().bind(stale.visibleProperty());
        var body = new StackPane(list, empty, away);
        VBox.setVgrow(body, Priority.ALWAYS);
        var screen = new VBox(head(), stale, body, chosen, rescues);
        screen.getStyleClass().addAll("screen", "gap-12");
        return screen;
    }

    private Node head() {
        var title = new Label("Sessions");
        title.getStyleClass().add("screen-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        count.getStyleClass().add("muted");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        search.setPromptText("Search by title, name or number");
        search.setAccessibleText("Search sessions by title, name or number");
        search.getStyleClass().add("session-search");
        search.textProperty().subscribe((_, _) -> filter());
        which.setId("session-filter");
        which.setAccessibleText("Which sessions are shown");
        which.setMinWidth(Region.USE_PREF_SIZE);
        which.setValue(SessionFilter.ALL);
        which.valueProperty().subscribe((_, _) -> filter());
        count.setMinWidth(Region.USE_PREF_SIZE);
        var head = new HBox(title, count, gap, search, which,
                Buttons.text(desk.actions().find("session.new").orElseThrow(), "accent"));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("gap-12");
        return head;
    }

    @Override
    protected void opened() {
        listen(desk.lab().heard(), _ -> again.ask());
        hold(Following.changes(sessions.rows(), this::tell));
        listen(sessions.state(), _ -> tell());
        listen(desk.lab().health(), _ -> tell());
    }

    @Override
    protected void closed() {
        again.stop();
        retry.stop();
    }

    private void tell() {
        var all = sessions.rows().size();
        var trouble = trouble();
        var known = all > 0 || trouble == null && sessions.state().get() == SessionList.State.READ;
        var found = shown.size() < all ? shown.size() + " of " : "";
        count.setText(known ? found + Words.counted(all, "session") : "");
        empty.setVisible(known && all == 0);
        list.setVisible(all > 0);
        away.setVisible(all == 0 && trouble != null);
        stale.setVisible(all > 0 && trouble != null);
        if (trouble == null) {
            retry.stop();
        } else {
            tell(trouble);
        }
    }

    private void tell(Notice trouble) {
        away.say(trouble.what(), Words.sentence(trouble.why()) + " " + Words.sentence(trouble.todo()));
        stale.setText("As it was last read. " + trouble.line());
        retry.play();
    }

    /// That the store is away may be known before it fails to tell its sessions.
    private @Nullable Notice trouble() {
        var failed = sessions.trouble();
        var store = desk.lab().health().get().trouble();
        return failed == null && store != null ? Notice.of(store) : failed;
    }

    private void filter() {
        shown.setPredicate(which.getValue().with(search.getText()));
        tell();
    }

    private void open(SessionRow row) {
        if (row != null) {
            // A long one takes a moment.
            count.setText("Opening session " + row.ordinal() + "\u2026");
            // Not before it lies there: the bench would look empty for a moment.
            desk.lab().open(row.id()).thenRun(() -> desk.pump().inOrder(toBench))
                    .whenComplete((_, _) -> desk.pump().inOrder(this::tell));
        }
    }
}
