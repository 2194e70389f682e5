package dev.kintsugi.workbench.network;

import dev.kintsugi.network.Direction;
import dev.kintsugi.network.Proxy;
import dev.kintsugi.network.Toxic;
import dev.kintsugi.network.ToxicRule;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.FlowPane;
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
        var hurt = new MenuButton("Hurt its answers");
        hurt.getStyleClass().add("small");
        for (var each : Hurt.values()) {
            var item = new MenuItem(each.words());
            item.setOnAction(_ -> {
                model.hurt(proxy, each);
                show();
            });
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
            toxics.getChildren().setAll(now.stream().map(this::toxic).toList());
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

    private Node toxic(ToxicRule rule) {
        var heal = new Button("Take away");
        heal.getStyleClass().addAll("small", "flat");
        heal.setAccessibleText("Take away " + rule.name());
        heal.setOnAction(_ -> {
            model.heal(proxy, rule.name());
            show();
        });
        var row = new FlowPane(Prose.words(words(rule)), heal);
        row.setRowValignment(VPos.CENTER);
        row.getStyleClass().add("gap-8");
        return row;
    }

    private static String words(ToxicRule rule) {
        var what = switch (rule.toxic()) {
            case Toxic.Latency t ->
                t.latency() + " ms late" + (t.jitter() > 0 ? ", " + t.jitter() + " ms more or less" : "");
            case Toxic.Bandwidth t -> t.rate() + " kB a second";
            case Toxic.SlowClose t -> "closed " + t.delay() + " ms late";
            case Toxic.Timeout t -> "swallowed" + (t.timeout() > 0 ? ", and closed after " + t.timeout() + " ms" : "");
            case Toxic.ResetPeer t -> "reset" + (t.timeout() > 0 ? " after " + t.timeout() + " ms" : "");
            case Toxic.Slicer t -> "in pieces of about " + t.averageSize() + " bytes";
            case Toxic.LimitData t -> "cut off after " + t.bytes() + " bytes";
            case Toxic.Http t -> "answered " + (t.reply().status() > 0 ? t.reply().status() : "otherwise")
                    + (t.match().path().isEmpty() ? "" : " at " + t.match().path());
            case Toxic.Noop _ -> "nothing is done";
        };
        return (rule.direction() == Direction.DOWNSTREAM ? "Answers: " : "Requests: ") + what
                + (rule.toxicity() < 1
                        ? ", on " + Math.round(rule.toxicity() * 100) + " % of "
                                + (rule.byRequest() ? "requests" : "connections")
                        : "")
                + (rule.first() > 0 ? ", the first " + rule.first() : "")
                + (rule.every() > 1 ? ", one in " + rule.every() : "");
    }
}
