package dev.kintsugi.workbench.shell;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Switch;
import dev.kintsugi.workbench.kit.Tips;
import dev.kintsugi.workbench.kit.View;
import dev.kintsugi.workbench.settings.Fixed;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What holds for the whole bench: agent, recovery, seed, chaos; and the way to every action.
final class TopBar extends View {
    /// Room, in widths of text, up to which only what cannot be guessed is said in words.
    static final double LEAST_ROOM = 72;

    private final Desk desk;
    private final Choices choices;
    private final Label name = new Label("Kintsugi");
    private final MenuButton agent = new MenuButton();
    private final MenuButton recovery = new MenuButton();
    private final Tooltip order = Tips.tip("");
    private final TextField seed = new TextField();
    private final Switch chaos = Switch.labelled("Chaos");
    private final Label keys = new Label();
    private final Button search = new Button();
    private final Label searchWords = new Label("Search or run a command");
    private final Button play = new Button();
    private final HBox bar = new HBox();

    TopBar(Desk desk, Choices choices) {
        this.desk = desk;
        this.choices = choices;
    }

    @Override
    protected Parent build() {
        name.getStyleClass().add("app-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        agent.getStyleClass().add("chooser");
        recovery.getStyleClass().add("chooser");
        agent.setMinWidth(Region.USE_PREF_SIZE);
        recovery.setMinWidth(Region.USE_PREF_SIZE);
        agent.accessibleTextProperty().bind(agent.textProperty().map(words -> spoken("Agent", words)));
        recovery.accessibleTextProperty().bind(recovery.textProperty().map(words -> spoken("Recovery", words)));
        agent.setId("agent-chooser");
        recovery.setId("recovery-chooser");
        Tooltip.install(recovery, order);
        chaos.setId("chaos-switch");
        chaos.setMinWidth(Region.USE_PREF_SIZE);
        buildSearch();
        buildPlay();
        bar.getStyleClass().add("top-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getChildren().addAll(new Emblem(22), name, agent, recovery, seedBox(), gap(), search, gap(), chaos,
                play, icon("edit.undo"), icon("view.theme"), panic());
        return bar;
    }

    private Node seedBox() {
        var label = new Label("Seed");
        label.getStyleClass().add("muted");
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setLabelFor(seed);
        seed.getStyleClass().addAll("mono", "seed");
        seed.setAccessibleText("Seed of all chance");
        seed.setOnAction(_ -> takeSeed());
        seed.focusedProperty().subscribe(focused -> {
            if (!focused && isOpen()) {
                takeSeed();
            }
        });
        var box = new HBox(label, choices.fixed(seed, Fixed.SEED), icon("seed.shuffle"));
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("gap-4");
        return box;
    }

    private void buildSearch() {
        var icon = FontIcon.of(Feather.SEARCH);
        keys.setText(desk.actions().find("view.palette").map(Action::keyText).orElse(""));
        keys.getStyleClass().add("keycap");
        keys.setMinWidth(Region.USE_PREF_SIZE);
        searchWords.getStyleClass().add("muted");
        var fill = new Region();
        HBox.setHgrow(fill, Priority.ALWAYS);
        var inside = new HBox(icon, searchWords, fill, keys);
        inside.setAlignment(Pos.CENTER_LEFT);
        inside.getStyleClass().add("gap-8");
        search.setGraphic(inside);
        search.getStyleClass().add("search-box");
        search.setId("search-box");
        search.setAccessibleText("Search or run a command");
        search.setOnAction(_ -> desk.actions().run("view.palette"));
        Tips.on(search, "Search or run a command");
    }

    private static Region gap() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private Node icon(String id) { return Buttons.icon(action(id)); }

    private void buildPlay() {
        var action = action("scenario.open");
        play.setText(action.title());
        play.setGraphic(FontIcon.of(Feather.PLAY));
        play.getStyleClass().add("accent");
        play.setMinWidth(Region.USE_PREF_SIZE);
        play.setOnAction(_ -> action.run().run());
        Tips.on(play, action.title());
        play.setAccessibleText(action.title());
    }

    private Node panic() {
        var button = icon("chaos.panic");
        button.getStyleClass().add("panic");
        return button;
    }

    private Action action(String id) { return desk.actions().find(id).orElseThrow(); }

    @Override
    protected void opened() {
        agent.getItems().setAll(choices.agents());
        recovery.getItems().setAll(choices.policies());
        hold(chaos.selectedProperty().subscribe((_, on) -> takeChaos(on)));
        listen(desk.lab().settings(), this::show);
        hold(bar.widthProperty().subscribe(this::fit));
        hold(desk.appearance().zoom().subscribe(this::fit));
    }

    private void show(LabSettings settings) {
        order.setText(Choices.order(desk.lab().policy().get()));
        recovery.setAccessibleHelp(order.getText());
        chaos.setSelected(settings.faults().chaos());
        if (!seed.isFocused()) {
            seed.setText(Long.toString(settings.seed()));
        }
        fit();
    }

    private static String spoken(String what, String words) {
        return words.startsWith(what) ? words : what + ": " + words;
    }

    private void takeChaos(boolean on) {
        var settings = desk.lab().settings().get();
        if (isOpen() && settings.faults().chaos() != on) {
            desk.actions().run("chaos.toggle");
        }
    }

    private void takeSeed() {
        var settings = desk.lab().settings().get();
        try {
            var wanted = Long.parseLong(seed.getText().strip());
            if (wanted != settings.seed()) {
                desk.lab().change("seed", "Change the seed", now -> now.withSeed(wanted));
                desk.undo().seal();
            }
        } catch (NumberFormatException _) {
            desk.notices()
                    .problem(new Problem("That is no seed", "a seed is a whole number, was '" + seed.getText() + "'",
                            "Type digits only, e.g. 42"));
        }
        seed.setText(Long.toString(desk.lab().settings().get().seed()));
    }

    /// What has room is shown in full; the rest keeps its icon, and its words are in the tooltip.
    private void fit() {
        var room = desk.appearance().room(bar.getWidth());
        visible(name, room > 88);
        visible(searchWords, room > 106);
        play.setContentDisplay(room > 88 ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY);
        visible(keys, room > LEAST_ROOM);
        var settings = desk.lab().settings().get();
        agent.setText((room > LEAST_ROOM ? "Agent: " : "") + Choices.agentName(settings.agent()));
        recovery.setText(Choices.recoveryText(desk.lab().policy().get(), room));
    }

    private static void visible(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
