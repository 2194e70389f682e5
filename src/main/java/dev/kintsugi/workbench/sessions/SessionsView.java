package dev.kintsugi.workbench.sessions;

import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.EmptyState;
import dev.kintsugi.workbench.kit.Throttle;
import dev.kintsugi.workbench.kit.View;
import java.util.Locale;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// All sessions, the latest used first: search, open, replay, recover, export, delete.
public final class SessionsView extends View {
    private static final Duration GAP = Duration.seconds(1);

    private final Desk desk;
    private final Exporting exporting;
    private final RescuePane rescues;
    private final Runnable toBench;
    private final FilteredList<SessionRow> shown;
    private final ListView<SessionRow> list = new ListView<>();
    private final TextField search = new TextField();
    private final Label count = new Label();
    private final Node empty;
    private final Throttle again;

    /// @param toBench shows the bench, where an opened session lies
    public SessionsView(Desk desk, Exporting exporting, Runnable toBench) {
        this.desk = desk;
        this.exporting = exporting;
        this.rescues = new RescuePane(desk);
        this.toBench = toBench;
        this.again = new Throttle(GAP, desk.lab()::reload);
        this.shown = new FilteredList<>(desk.lab().sessions());
        this.empty = new EmptyState(Feather.ARCHIVE, "No session yet",
                "A session is one conversation with everything that was broken and mended in it. It is kept as it happens.",
                "Begin a session", () -> desk.actions().run("session.new"));
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
        list.setPlaceholder(new Label("No session has these words."));
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open(list.getSelectionModel().getSelectedItem());
            }
        });
        var body = new StackPane(list, empty);
        VBox.setVgrow(body, Priority.ALWAYS);
        var screen = new VBox(head(), body, rescues);
        screen.getStyleClass().addAll("screen", "gap-12");
        return screen;
    }

    private Node head() {
        var title = new Label("Sessions");
        title.getStyleClass().add("screen-title");
        count.getStyleClass().add("muted");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        search.setPromptText("Search by title or number");
        search.setAccessibleText("Search sessions by title or number");
        search.getStyleClass().add("session-search");
        search.textProperty().subscribe(this::filter);
        var head = new HBox(title, count, gap, search,
                Buttons.text(desk.actions().find("session.new").orElseThrow(), "accent"));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("gap-12");
        return head;
    }

    @Override
    protected void opened() {
        listen(desk.lab().heard(), _ -> again.ask());
        hold(desk.lab().sessions().subscribe(this::tell));
        tell();
    }

    @Override
    protected void closed() { again.stop(); }

    private void tell() {
        var all = desk.lab().sessions().size();
        count.setText((shown.size() < all ? shown.size() + " of " : "") + Words.counted(all, "session"));
        empty.setVisible(all == 0);
        list.setVisible(all > 0);
    }

    private void filter(String words) {
        var wanted = words.strip().toLowerCase(Locale.ROOT);
        shown.setPredicate(row -> (row.ordinal() + " " + row.title()).toLowerCase(Locale.ROOT).contains(wanted));
        tell();
    }

    private void open(SessionRow row) {
        if (row != null) {
            // Not before it lies there: the bench would look empty for a moment.
            desk.lab().open(row.id()).thenRun(() -> desk.pump().inOrder(toBench));
        }
    }
}
