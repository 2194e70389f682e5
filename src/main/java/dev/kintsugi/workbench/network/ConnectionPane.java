package dev.kintsugi.workbench.network;

import dev.kintsugi.domain.Door;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Blocked;
import dev.kintsugi.workbench.kit.Labelled;
import dev.kintsugi.workbench.kit.Notice;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Segments;
import dev.kintsugi.workbench.kit.Tips;
import dev.kintsugi.workbench.kit.View;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Where the gateway listens, and how a program is pointed at it.
final class ConnectionPane extends View {
    private static final String HIDDEN = "\u2022".repeat(8);

    private final NetworkModel model;
    private final Copying copying;
    private final TextField base = new TextField();
    private final Label wrongName = Prose.words("", "muted", "small");
    private final Label token = new Label(HIDDEN);
    private final VBox tokenBox = new VBox();
    private final VBox trouble = new VBox();
    private final TextArea snippet = new TextArea();
    private final Segments<Language> language = new Segments<>(List.of(Language.values()), Language::words);
    private final Segments<Api> api = new Segments<>(List.of(Api.values()), each -> Words.capital(each.words()));

    ConnectionPane(NetworkModel model, Copying copying) {
        this.model = model;
        this.copying = copying;
    }

    @Override
    protected Parent build() {
        var all = new VBox(where(), trouble, tokenBox, session(), baseUrl(), snippets());
        all.getStyleClass().addAll("gap-12", "network-connection");
        var scroll = new Page("The connection", all);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("network-left");
        return scroll;
    }

    private Node where() {
        var reach = new Segments<>(List.of(Reach.values()), Reach::words);
        reach.setId("gateway-reach");
        reach.chosen().bindBidirectional(model.reach());
        var port = new TextField();
        port.setId("gateway-port");
        port.getStyleClass().addAll("mono", "network-port");
        port.setAccessibleText("Port, 0 for any that is free");
        port.textProperty().bindBidirectional(model.port());
        port.setOnAction(_ -> model.start());
        var fixed = Blocked.unless(off(), "Stop the gateway to change this");
        Tips.on(port, "0 takes any that is free");
        var both = new HBox(Labelled.above("Reached from", Tips.reason(reach, fixed)),
                Labelled.above("Port", Tips.reason(port, fixed)));
        both.getStyleClass().add("gap-12");
        return both;
    }

    private ObservableValue<Boolean> off() { return model.state().map(NetworkModel.State.OFF::equals); }

    private Node session() {
        var name = new TextField();
        name.setId("gateway-session");
        name.setPromptText("none: all callers share one base URL");
        name.setAccessibleText("A session with a base URL of its own");
        name.textProperty().bindBidirectional(model.session());
        wrongName.getStyleClass().setAll("label", "danger-text", "small");
        var box = Labelled.above("Session with a base URL of its own", name);
        box.getChildren().add(wrongName);
        return box;
    }

    private Node baseUrl() {
        base.setId("gateway-base");
        base.setEditable(false);
        base.setPromptText("Start the gateway to get one");
        base.setAccessibleText("Base URL");
        base.getStyleClass().add("mono");
        HBox.setHgrow(base, Priority.ALWAYS);
        return Labelled.above("Base URL", row(base, copy("the base URL", this::url)));
    }

    private Node copy(String what, Supplier<String> text) {
        return Tips.reason(copying.button(what, text), Bindings.createStringBinding(
                () -> base.getText().isEmpty() ? "There is no base URL yet" : "", base.textProperty()));
    }

    private Node snippets() {
        snippet.setId("gateway-snippet");
        snippet.setEditable(false);
        snippet.setWrapText(true);
        snippet.setPrefRowCount(8);
        snippet.setPromptText("Start the gateway to get them");
        snippet.setAccessibleText("Lines for a program");
        snippet.getStyleClass().addAll("mono", "network-snippet");
        language.setId("gateway-language");
        api.setId("gateway-api");
        api.chosen().bindBidirectional(model.api());
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var head = row(language, gap, copy("the lines", () -> lines(url(), model.key())));
        var box = new VBox(Labelled.above("Lines that ask a question", api), head, snippet);
        box.getStyleClass().add("gap-8");
        VBox.setVgrow(snippet, Priority.ALWAYS);
        VBox.setVgrow(box, Priority.ALWAYS);
        return box;
    }

    private String url() { return model.base(api.chosen().get()); }

    private String lines(String url, String key) {
        return language.chosen().get().snippet(api.chosen().get(), url, key);
    }

    private static HBox row(Node... nodes) {
        var row = new HBox(nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("gap-4");
        return row;
    }

    @Override
    protected void opened() {
        listen(model.opened(), this::showToken);
        listen(model.opened(), _ -> showBase());
        listen(model.session(), _ -> showBase());
        listen(language.chosen(), _ -> showBase());
        listen(api.chosen(), _ -> showBase());
        listen(model.trouble(), this::showTrouble);
    }

    private void showBase() {
        var url = url();
        base.setText(url);
        show(wrongName, model.sessionTrouble());
        // The token is copied with the lines, and never shown: pictures of windows are passed around.
        snippet.setText(url.isEmpty()
                ? ""
                : lines(url, model.key().equals(NetworkModel.NO_KEY) ? NetworkModel.NO_KEY : HIDDEN));
        snippet.setDisable(url.isEmpty());
    }

    private void showToken(Door.@Nullable Opened at) {
        tokenBox.getChildren().clear();
        if (at != null && !at.token().isEmpty()) {
            var line = row(token, copying.button("the token", at::token));
            tokenBox.getChildren().setAll(Labelled.above("Token that callers show as their key", line));
        }
        hideEmpty(tokenBox);
    }

    private void showTrouble(@Nullable Notice notice) {
        trouble.getChildren().clear();
        trouble.getStyleClass().setAll("error-panel", "network-trouble");
        trouble.setId("gateway-trouble");
        if (notice != null) {
            var what = Prose.words(notice.what(), "muted", "small");
            what.getStyleClass().setAll("label", "strong");
            var free = new Button("Start at any free port");
            free.setOnAction(_ -> {
                model.port().set("0");
                model.start();
            });
            trouble.getChildren().setAll(what, Prose.words(Words.sentence(notice.why()), "muted", "small"),
                    Prose.words(Words.sentence(notice.todo()), "muted", "small"), free);
        }
        hideEmpty(trouble);
    }

    private static void hideEmpty(VBox box) {
        box.setVisible(!box.getChildren().isEmpty());
        box.setManaged(box.isVisible());
    }

    private static void show(Label label, String words) {
        label.setText(words);
        label.setVisible(!words.isEmpty());
        label.setManaged(!words.isEmpty());
    }
}
