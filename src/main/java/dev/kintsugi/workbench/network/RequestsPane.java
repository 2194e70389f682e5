package dev.kintsugi.workbench.network;

import dev.kintsugi.domain.time.ConversationClock;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The calls as they come, and of the chosen one what the source said beside what the caller was sent.
final class RequestsPane extends View {
    private final NetworkModel model;
    private final Label facts = new Label();
    private final CallTable table = new CallTable(facts.fontProperty(), () -> new ConversationClock().wall());
    private final Label count = new Label();
    private final TextField search = new TextField();
    private final ComboBox<CallFilter> which = new ComboBox<>(FXCollections.observableArrayList(CallFilter.values()));
    private final FilteredList<Request> shown;
    private final SideBySide texts = new SideBySide();
    private final Action look;
    private final Action again;
    private String chosen = "";
    private String newest = "";

    /// @param look shows the turn of a call on the bench
    RequestsPane(NetworkModel model, Copying copying, Consumer<SeenCall> look) {
        this.model = model;
        var picked = table.getSelectionModel().selectedItemProperty();
        this.look = Action.of("gateway.look", "Look at the turn on the bench").group("Gateway").icon(Feather.EYE)
                .blocked(Blocked.when(picked.map(_ -> false).orElse(true), "Pick a call first"))
                .run(() -> look.accept(picked.get().call()));
        this.again = Action.of("gateway.again", "Copy as curl").group("Gateway").icon(Feather.COPY)
                .blocked(Bindings.createStringBinding(() -> inTheWay(picked.get()), picked, model.opened(),
                        model.session()))
                .run(() -> copying.copy("a call that meets the same fault, for " + picked.get().api().words(),
                        model.again(picked.get())));
        this.shown = new FilteredList<>(model.requests());
    }

    @Override
    protected Parent build() {
        VBox.setVgrow(table, Priority.ALWAYS);
        Prose.wrap(facts);
        facts.setMinHeight(Region.USE_PREF_SIZE);
        facts.getStyleClass().addAll("muted", "small");
        count.getStyleClass().addAll("muted", "small");
        var scroll = new Page("The chosen call", texts);
        scroll.getStyleClass().add("network-texts");
        texts.getStyleClass().add("beside-bar");
        var all = new VBox(head(), table, about(), scroll);
        all.getStyleClass().add("gap-8");
        return all;
    }

    private String inTheWay(@Nullable Request picked) {
        if (picked == null) {
            return "Pick a call first";
        }
        if (!picked.call().touched()) {
            return "No fault acted on this call";
        }
        if (picked.forced().isEmpty()) {
            return "No header can ask for this fault as it acted";
        }
        if (model.base().isEmpty()) {
            return "There is no base URL yet";
        }
        return model.question(picked).isEmpty() ? "What it asked is not known here any more" : "";
    }

    /// What is known of the chosen call, the way to all of it: steps, dice and log, and the way to have it again.
    private Node about() {
        Acting.on(table, look);
        facts.setMaxWidth(Double.MAX_VALUE);
        var buttons = new HBox(Buttons.text(look), Buttons.text(again));
        buttons.getStyleClass().add("gap-8");
        var about = new VBox(facts, buttons);
        about.getStyleClass().add("gap-8");
        return about;
    }

    private Node head() {
        count.setMinWidth(Region.USE_PREF_SIZE);
        search.setId("gateway-search");
        search.setPromptText("Search the calls");
        search.setAccessibleText("Search the calls by question, fault, status, interface, caller or session");
        Tips.on(search, "By question, fault, status, interface, caller or session");
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
        table.makeRoom();
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
