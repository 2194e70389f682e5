package dev.kintsugi.workbench.policy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.View;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;

/// Composes a recovery policy: its patterns in order, the settings of one, and what all of it comes to.
public final class PolicyView extends View {
    private final Desk desk;
    private final PolicyModel model;
    private final String fixedBy;
    private final TextField name = new TextField();
    private final HBox head = new HBox();
    private final Label state = new Label();

    /// @param fixedBy the variable that decides the policy; empty when a person may
    public PolicyView(Desk desk, PolicyModel model, String fixedBy) {
        this.desk = desk;
        this.model = model;
        this.fixedBy = fixedBy;
    }

    @Override
    protected Parent build() {
        name.setId("policy-name");
        name.setAccessibleText("Name of the policy");
        name.getStyleClass().add("policy-name");
        name.setOnAction(_ -> rename());
        name.focusedProperty().subscribe((_, focused) -> {
            if (!focused) {
                rename();
            }
        });
        state.getStyleClass().addAll("muted", "small");
        state.setMinWidth(Region.USE_PREF_SIZE);
        head.getStyleClass().add("gap-8");
        head.setAlignment(Pos.CENTER_LEFT);
        var list = child(new OrderList(desk, model)).node();
        var settings = column("Its settings", child(new SettingsCard(model)).node());
        var effect = column("Its effect", child(new EffectCard(model)).node());
        HBox.setHgrow(settings, Priority.ALWAYS);
        HBox.setHgrow(effect, Priority.ALWAYS);
        var columns = new HBox(list, settings, effect);
        columns.getStyleClass().add("gap-12");
        VBox.setVgrow(columns, Priority.ALWAYS);
        var box = new VBox(head, columns);
        box.getStyleClass().add("gap-12");
        return box;
    }

    private static Page column(String name, Node content) {
        var around = new VBox(content);
        around.getStyleClass().add("beside-bar");
        var scroll = new Page(name, around);
        scroll.getStyleClass().add("policy-column");
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return scroll;
    }

    private void rename() {
        try {
            model.name(name.getText());
        } catch (Problem e) {
            desk.notices().problem(e);
        }
        name.setText(model.draft().get().base().name());
    }

    @Override
    protected void opened() {
        var use = use();
        hold(desk.actions().add(use));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        head.getChildren().setAll(start(), name, state, gap, saveAs(), Buttons.text(use, "accent"));
        listen(model.draft(), draft -> {
            if (!name.isFocused()) {
                name.setText(draft.base().name());
            }
            tell();
        });
        listen(desk.lab().settings(), _ -> {
            model.follow();
            tell();
        });
    }

    private void tell() { state.setText(model.used() ? "in use" : "not in use yet"); }

    private Action use() {
        var blocked = Bindings.createStringBinding(() -> {
            if (!fixedBy.isEmpty()) {
                return fixedBy;
            }
            return model.used() ? "The lab recovers by it already" : "";
        }, model.draft(), desk.lab().settings());
        return Action.of("policy.use", "Use this policy").group("Recovery").icon(Feather.CHECK).blocked(blocked)
                .run(model::use);
    }

    private Node start() {
        var menu = new MenuButton("Start from");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        for (var each : Policies.names()) {
            menu.getItems().add(item(each, () -> model.start(Policies.named(each))));
        }
        menu.getItems().addAll(new SeparatorMenuItem(),
                item("What the lab uses now", () -> model.start(model.current())),
                item("A file\u2026", this::read));
        return menu;
    }

    private static MenuItem item(String words, Runnable run) {
        var item = new MenuItem(words);
        item.setOnAction(_ -> run.run());
        return item;
    }

    private Node saveAs() {
        var save = Buttons.icon(Feather.SAVE, "Save as a policy file", this::save);
        save.setId("policy-save");
        return save;
    }

    private void read() {
        Optional.ofNullable(chooser("Open a policy file").showOpenDialog(head.getScene().getWindow()))
                .ifPresent(file -> model.open(file.toPath()));
    }

    private void save() {
        var chooser = chooser("Save the policy");
        chooser.setInitialFileName(model.draft().get().base().name().replaceAll("[^\\p{L}\\d]+", "-") + ".yaml");
        Optional.ofNullable(chooser.showSaveDialog(head.getScene().getWindow()))
                .ifPresent(file -> model.save(file.toPath()));
    }

    private static FileChooser chooser(String title) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Policies (YAML)", "*.yaml", "*.yml"));
        return chooser;
    }
}
