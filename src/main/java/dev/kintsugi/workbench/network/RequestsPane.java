package dev.kintsugi.workbench.network;

import dev.kintsugi.lab.relay.LiveCalls;
import dev.kintsugi.lab.relay.SeenCall;
import dev.kintsugi.report.diff.Piece;
import dev.kintsugi.report.diff.WordDiff;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Acting;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Blocked;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.DiffPane;
import dev.kintsugi.workbench.kit.Following;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.SideBySide;
import dev.kintsugi.workbench.kit.Span;
import dev.kintsugi.workbench.kit.Tips;
import dev.kintsugi.workbench.kit.View;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The calls as they come, and of the chosen one what the source said beside what the caller was sent.
final class RequestsPane extends View {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    /// Of a width in letters, which grow with the zoom: what is needed, and what looks well.
    private static final double AT_LEAST = 1.1;
    private static final double AS_LIKED = 1.25;

    private final NetworkModel model;
    private final TableView<Request> table = new TableView<>();
    private final Label facts = new Label();
    private final Label count = new Label();
    private final TextField search = new TextField();
    private final ComboBox<CallFilter> which = new ComboBox<>(FXCollections.observableArrayList(CallFilter.values()));
    private final FilteredList<Request> shown;
    private final SideBySide texts = new SideBySide();
    private final Action look;
    private String chosen = "";
    private String newest = "";

    /// @param look shows the turn of a call on the bench
    RequestsPane(NetworkModel model, Consumer<SeenCall> look) {
        this.model = model;
        var picked = table.getSelectionModel().selectedItemProperty();
        this.look = Action.of("gateway.look", "Look at the turn on the bench").group("Gateway").icon(Feather.EYE)
                .blocked(Blocked.when(picked.map(_ -> false).orElse(true), "Pick a call first"))
                .run(() -> look.accept(picked.get().call()));
        this.shown = new FilteredList<>(model.requests());
    }

    @Override
    protected Parent build() {
        table.setId("gateway-requests");
        table.setAccessibleText("Calls of programs, the newest first");
        table.getStyleClass().add("network-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        column("Time", 5.6, 5.6, r -> TIME.format(Instant.ofEpochMilli(r.call().arrivedMs())));
        column("Status", 4.6, 4.6, Request::status);
        column("Fault", 5.6, 8.4, Request::fault);
        column("Asked", 5.6, 11, Request::asked);
        column("Try", 2.6, 2.6, r -> Integer.toString(r.call().arrived().attempt()));
        column("Caller", 4.4, 6.4, r -> r.call().arrived().caller());
        column("Session", 4.8, 5.4, r -> r.call().session().value());
        facts.fontProperty().subscribe((_, _) -> fit());
        VBox.setVgrow(table, Priority.ALWAYS);
        Prose.wrap(facts);
        facts.setMinHeight(Region.USE_PREF_SIZE);
        facts.getStyleClass().addAll("muted", "small");
        count.getStyleClass().addAll("muted", "small");
        var scroll = new Page("The chosen call", texts);
        scroll.getStyleClass().add("network-texts");
        texts.getStyleClass().add("beside-bar");
        table.setPlaceholder(new Label("No call is like that."));
        var all = new VBox(head(), table, about(), scroll);
        all.getStyleClass().add("gap-8");
        return all;
    }

    /// What is known of the chosen call, and the way to all of it: steps, dice and log.
    private Node about() {
        Acting.on(table, look);
        HBox.setHgrow(facts, Priority.ALWAYS);
        facts.setMaxWidth(Double.MAX_VALUE);
        var about = new HBox(facts, Buttons.text(look));
        about.setAlignment(Pos.CENTER_LEFT);
        about.getStyleClass().add("gap-8");
        return about;
    }

    private Node head() {
        count.setMinWidth(Region.USE_PREF_SIZE);
        search.setId("gateway-search");
        search.setPromptText("Search the calls");
        search.setAccessibleText("Search the calls by question, fault, status, caller or session");
        Tips.on(search, "By question, fault, status, caller or session");
        search.textProperty().subscribe((_, _) -> filter());
        which.setId("gateway-filter");
        which.setAccessibleText("Which calls are shown");
        which.setMinWidth(Region.USE_PREF_SIZE);
        which.setValue(CallFilter.ALL);
        which.valueProperty().subscribe((_, _) -> filter());
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var head = new HBox(count, gap, search, which);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("gap-8");
        return head;
    }

    private void filter() {
        shown.setPredicate(which.getValue().with(search.getText()));
        arrived();
    }

    /// Shares the table's width among the columns anew: it does so by itself only when the table becomes wider or narrower.
    private void fit() { table.getColumnResizePolicy().call(new TableView.ResizeFeatures<>(table, null, 0.0)); }

    /// @param least in letters
    /// @param liked likewise
    private void column(String name, double least, double liked, Function<Request, String> words) {
        var column = new TableColumn<Request, String>(name);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(words.apply(row.getValue())));
        column.setCellFactory(_ -> new CallCell());
        facts.fontProperty().subscribe(font -> {
            column.setMinWidth(least * font.getSize() * AT_LEAST);
            column.setPrefWidth(liked * font.getSize() * AS_LIKED);
        });
        column.setSortable(false);
        column.setReorderable(false);
        table.getColumns().add(column);
    }

    /// A word of a row; the status of what failed is red.
    private static final class CallCell extends TableCell<Request, String> {
        CallCell() { getStyleClass().add("may-be-cut"); }

        @Override
        protected void updateItem(@Nullable String words, boolean empty) {
            super.updateItem(words, empty);
            setText(empty ? null : words);
            var row = getTableRow() == null ? null : getTableRow().getItem();
            getStyleClass().removeAll("danger-text");
            if (!empty && row != null && row.failed() && getTableColumn().getText().equals("Status")) {
                getStyleClass().add("danger-text");
            }
        }
    }

    @Override
    protected void opened() {
        table.setItems(shown);
        hold(Following.changes(model.requests(), this::arrived));
        listen(table.getSelectionModel().selectedItemProperty(), this::choose);
        arrived();
    }

    @Override
    protected void closed() { table.setItems(FXCollections.emptyObservableList()); }

    /// The newest is shown as they come, unless somebody looks at another one.
    private void arrived() {
        count.setText(counted());
        var follow = chosen.equals(newest);
        newest = shown.isEmpty() ? "" : shown.getFirst().id();
        var again = shown.stream().filter(r -> !follow && r.id().equals(chosen)).findFirst();
        again.ifPresentOrElse(table.getSelectionModel()::select, table.getSelectionModel()::selectFirst);
    }

    private String counted() {
        var all = model.requests();
        var failed = all.stream().filter(Request::failed).count();
        return (shown.size() < all.size() ? shown.size() + " of " : "") + Words.counted(all.size(), "call")
                + (failed == 0 ? "" : ", " + failed + " failed")
                + (all.size() < LiveCalls.REMEMBERED ? "" : ", the latest of all");
    }

    private void choose(@Nullable Request request) {
        if (request == null) {
            texts.show(List.of());
            facts.setText("");
            return;
        }
        chosen = request.id();
        facts.setText(request.facts());
        texts.show(panes(request));
    }

    private static List<DiffPane> panes(Request request) {
        var natural = request.call().natural();
        if (request.isError() || request.waits()) {
            return List.of(natural(whole(natural)), observed(request.isError(), whole(request.observed())));
        }
        var pieces = WordDiff.diff(natural, request.observed());
        return List.of(natural(marked(pieces, Piece.Kind.REMOVED, Span.Look.TAKEN)),
                observed(false, marked(pieces, Piece.Kind.ADDED, Span.Look.PUT_IN)));
    }

    private static DiffPane natural(List<Span> spans) {
        return new DiffPane("Natural", "what the model answered, or would have", false, spans);
    }

    private static DiffPane observed(boolean error, List<Span> spans) {
        return new DiffPane("Observed", "what the caller was sent", error, spans);
    }

    private static List<Span> whole(String text) { return List.of(new Span(Span.Look.SAME, text, 0)); }

    private static List<Span> marked(List<Piece> pieces, Piece.Kind own, Span.Look look) {
        var spans = new ArrayList<Span>();
        for (var piece : pieces) {
            if (piece.kind() == Piece.Kind.SAME || piece.kind() == own) {
                spans.add(new Span(piece.kind() == own ? look : Span.Look.SAME, piece.text(), 0));
            }
        }
        return spans;
    }
}
