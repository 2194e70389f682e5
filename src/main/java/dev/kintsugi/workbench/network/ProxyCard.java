package dev.kintsugi.workbench.network;

import dev.kintsugi.network.Direction;
import dev.kintsugi.network.Proxy;
import dev.kintsugi.network.ToxicRule;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Switch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A proxy: where it stands, what went through, and what hurts it. On the FX thread only.
final class ProxyCard extends VBox {
    private static final int KILO = 1_000;

    private final ProxiesModel model;
    private final Proxy proxy;
    private final Label way = Prose.words("", "mono");
    private final Label traffic = Prose.words("", "muted", "small");
    private final Switch enabled;
    private final VBox toxics = new VBox();
    private List<ToxicRule> told = List.of();
    private final Map<String, ToxicRow> rows = new HashMap<>();

    ProxyCard(ProxiesModel model, Proxy proxy, Copying copying) {
        this.model = model;
        this.proxy = proxy;
        this.enabled = new Switch(proxy.name() + " takes connections");
        enabled.setSelected(proxy.enabled());
        enabled.selectedProperty().subscribe((_, wanted) -> {
            if (wanted != proxy.enabled()) {
                model.enable(proxy, wanted);
            }
        });
        toxics.getStyleClass().add("gap-4");
        getStyleClass().addAll("card", "gap-8");
        getChildren().setAll(head(copying), way, traffic, toxics);
        show();
    }

    private Node head(Copying copying) {
        var hurt = new MenuButton("Hurt");
        hurt.getStyleClass().add("small");
        hurt.setAccessibleText("Hurt what goes through " + proxy.name());
        for (var each : Hurt.values()) {
            if (each == Hurt.UNAVAILABLE) {
                hurt.getItems().add(new SeparatorMenuItem());
            }
            var item = new MenuItem(each.words());
            item.setOnAction(_ -> model.hurt(proxy, each));
            hurt.getItems().add(item);
        }
        var gone = new Button("Remove");
        gone.getStyleClass().addAll("small", "flat");
        gone.setAccessibleText("Remove the proxy " + proxy.name());
        gone.setOnAction(_ -> model.remove(proxy));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var name = Prose.words(proxy.name(), "strong");
        var row = new HBox(name, enabled, gap, copying.button("where it listens", () -> proxy.listen().toString()),
                hurt,
                gone);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("gap-8");
        for (var fixed : List.of(enabled, hurt, gone)) {
            fixed.setMinWidth(Region.USE_PREF_SIZE);
        }
        return row;
    }

    /// Tells how it stands now.
    void show() {
        enabled.setSelected(proxy.enabled());
        way.setText(
                proxy.listen() + "  \u2192  " + proxy.upstream() + (proxy.enabled() ? "" : "  (refuses connections)"));
        var all = proxy.traffic();
        traffic.setText(Words.counted(all.connections(), "connection") + ", " + proxy.open() + " open; "
                + size(all.bytesSent(Direction.UPSTREAM)) + " to the service, "
                + size(all.bytesSent(Direction.DOWNSTREAM)) + " back" + acted());
        var now = proxy.toxics();
        if (!now.equals(told)) {
            told = now;
            rows.keySet().retainAll(now.stream().map(ToxicRule::name).toList());
            toxics.getChildren().setAll(now.stream().map(this::row).toList());
        }
    }

    private String acted() {
        var parts = new ArrayList<String>();
        proxy.traffic().acted().forEach((type, times) -> parts.add(type + " on " + times));
        return parts.isEmpty() ? "" : "; acted: " + String.join(", ", parts);
    }

    private static String size(long bytes) {
        return bytes < 10 * KILO ? bytes + " B" : String.format(Locale.ROOT, "%,d kB", bytes / KILO);
    }

    private ToxicRow row(ToxicRule rule) {
        var row = rows.compute(rule.name(),
                (_, there) -> there != null && there.fits(rule) ? there : new ToxicRow(model, proxy, rule));
        row.show(rule);
        return row;
    }
}
