package dev.kintsugi.workbench.network;

import dev.kintsugi.network.Proxy;
import dev.kintsugi.workbench.kit.Labelled;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// Proxies in front of the services that an agent uses: made, hurt and healed here, or by a client of Toxiproxy.
final class ProxiesPane extends View {
    private final ProxiesModel model;
    private final Copying copying;
    private final VBox cards = new VBox();
    private final Label none = Prose
            .words("A proxy stands between a program and a service it uses: a database, a cache, a"
                    + " search, a model. Say where the service is, point the program at the proxy instead, and hurt what goes"
                    + " through. A panic stop heals everything.", "muted");
    private final Map<Proxy, ProxyCard> shown = new LinkedHashMap<>();
    private final Timeline seconds;

    ProxiesPane(ProxiesModel model, Copying copying) {
        this.model = model;
        this.copying = copying;
        seconds = new Timeline(new KeyFrame(Duration.seconds(1), _ -> model.look()));
        seconds.setCycleCount(Animation.INDEFINITE);
    }

    @Override
    protected Parent build() {
        cards.setId("proxies");
        cards.getStyleClass().addAll("gap-12", "beside-bar");
        var scroll = new Page("Proxies", cards);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        var all = new VBox(form(), scroll);
        all.getStyleClass().add("gap-12");
        return all;
    }

    private Node form() {
        var add = new Button("Add a proxy");
        add.setId("proxy-add");
        add.setOnAction(_ -> model.add());
        add.disableProperty().bind(model.upstream().map(String::isBlank));
        add.setMinWidth(Button.USE_PREF_SIZE);
        var row = new HBox(field("Service", "proxy-upstream", "host:port", model.upstream()),
                field("Listen", "proxy-listen", "any free port", model.listen()),
                field("Name", "proxy-name", "optional", model.name()), add);
        row.setAlignment(Pos.BOTTOM_LEFT);
        row.getStyleClass().add("gap-8");
        return row;
    }

    private Node field(String name, String id, String prompt, StringProperty text) {
        var field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(name);
        field.textProperty().bindBidirectional(text);
        field.setOnAction(_ -> model.add());
        field.getStyleClass().add("mono");
        var box = Labelled.above(name, field);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    @Override
    protected void opened() {
        listen(model.shown(), this::show);
        listen(model.looked(), _ -> shown.values().forEach(ProxyCard::show));
        model.look();
        seconds.play();
    }

    @Override
    protected void closed() { seconds.stop(); }

    private void show(List<Proxy> proxies) {
        shown.keySet().retainAll(proxies);
        proxies.forEach(proxy -> shown.computeIfAbsent(proxy, p -> new ProxyCard(model, p, copying)));
        if (proxies.isEmpty()) {
            cards.getChildren().setAll(none);
        } else {
            cards.getChildren().setAll(proxies.stream().map(shown::get).toList());
        }
    }
}
