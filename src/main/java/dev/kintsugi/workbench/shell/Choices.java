package dev.kintsugi.workbench.shell;

import dev.kintsugi.lab.AgentSettings;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Tips;
import dev.kintsugi.workbench.settings.Fixed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.VBox;

/// What can be chosen in the top bar, each with a line that says what it means.
final class Choices {
    /// Room, in widths of text, from which on the number of patterns fits.
    private static final int ROOM_FOR_COUNT = 88;

    private final Desk desk;
    private final List<String> packs;
    private final Map<Fixed, String> fixed;
    private final Runnable settings;

    /// @param settings goes to the settings screen
    Choices(Desk desk, List<String> packs, Map<Fixed, String> fixed, Runnable settings) {
        this.desk = desk;
        this.packs = packs;
        this.fixed = fixed;
        this.settings = settings;
    }

    /// Who talks, in two words.
    static String agentName(AgentSettings agent) {
        var provider = agent.provider();
        return provider == null ? "scripted, " + agent.pack() : provider.model();
    }

    /// The policy's name, and how many patterns it has where there is room for it. Its order stands in the tooltip: one of
    /// many patterns would take the whole bar.
    static String recoveryText(Policy policy, double room) {
        var count = policy.patterns().size();
        if (count == 0) {
            return "Recovery: none";
        }
        if (room < TopBar.LEAST_ROOM) {
            return policy.name();
        }
        if (room < ROOM_FOR_COUNT) {
            return "Recovery: " + policy.name();
        }
        return "Recovery: " + policy.name() + ", " + Words.counted(count, "pattern");
    }

    /// The whole order, for a tooltip.
    static String order(Policy policy) {
        return policy.patterns().isEmpty()
                ? "No recovery: what happened is what the user gets."
                : policy.name() + ", outermost first:\n" + policy.order();
    }

    /// Disables `control` and says which variable decided, when one did.
    Node fixed(Node control, Fixed what) {
        var by = fixed.get(what);
        return by == null ? control : Tips.reason(control, new SimpleStringProperty("Set by " + by));
    }

    List<MenuItem> agents() {
        var items = new ArrayList<MenuItem>();
        for (var pack : packs) {
            items.add(item("scripted, " + pack, "Answers offline from the " + pack + " pack; the next session uses it",
                    () -> change("agent", "Choose the " + pack + " agent",
                            now -> now.withAgent(now.agent().withProvider(null).withPack(pack)))));
        }
        items.add(new SeparatorMenuItem());
        items.add(item("A real model\u2026", "Any provider that speaks OpenAI's API, chosen in Settings", settings));
        return items;
    }

    List<MenuItem> policies() {
        if (fixed.containsKey(Fixed.POLICY)) {
            return List.of(item("Set by " + fixed.get(Fixed.POLICY), "Unset it to choose here", () -> {}));
        }
        var items = new ArrayList<MenuItem>();
        Policies.names().forEach(name -> items.add(item(name, Policies.purpose(name),
                () -> desk.lab().recoverBy(name, name))));
        items.add(new SeparatorMenuItem());
        items.add(item("Compose\u2026", "Choose the patterns, their order and their settings",
                () -> desk.actions().run("recovery.policy")));
        return items;
    }

    /// A choice is one step to undo, however quickly another follows.
    private void change(String what, String title, UnaryOperator<LabSettings> change) {
        desk.lab().change(what, title, change);
        desk.undo().seal();
    }

    private static MenuItem item(String title, String words, Runnable run) {
        var note = new Label(words);
        note.getStyleClass().addAll("muted", "small");
        var box = new VBox(new Label(title), note);
        var item = new MenuItem();
        item.setGraphic(box);
        item.setOnAction(_ -> run.run());
        return item;
    }
}
