package dev.kintsugi.workbench.inspector;

import dev.kintsugi.workbench.kit.View;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Two of the three texts of a turn, side by side.
final class DiffView extends View {
    private final InspectorModel model;
    private final HBox chooser = new HBox();
    private final HBox panes = new HBox();
    private final Label remark = new Label();
    private final List<DiffPane> shown = new ArrayList<>();

    DiffView(InspectorModel model) { this.model = model; }

    @Override
    protected Parent build() {
        chooser.getStyleClass().add("side-chooser");
        for (var side : Side.values()) {
            var button = new ToggleButton(side.title());
            button.getStyleClass().addAll("small", "side");
            button.setUserData(side);
            button.setOnAction(_ -> {
                model.choose(side);
                light();
            });
            chooser.getChildren().add(button);
        }
        var hint = new Label("pick two");
        hint.getStyleClass().addAll("muted", "small");
        chooser.getChildren().add(hint);
        remark.getStyleClass().addAll("muted", "small");
        remark.setWrapText(true);
        panes.getStyleClass().add("diff-panes");
        var all = new VBox(chooser, panes, remark);
        all.getStyleClass().add("inspector-body");
        var scroll = new ScrollPane(all);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        return scroll;
    }

    @Override
    protected void opened() {
        listen(model.comparison(), this::compared);
        listen(model.change(), n -> shown.forEach(p -> p.look(n.intValue())));
    }

    private void light() {
        chooser.getChildren().stream().filter(ToggleButton.class::isInstance).map(ToggleButton.class::cast)
                .forEach(b -> b.setSelected(model.chosen((Side) b.getUserData())));
    }

    private void compared(@Nullable Comparison comparison) {
        light();
        panes.getChildren().clear();
        shown.clear();
        if (comparison != null) {
            shown.add(new DiffPane(comparison.left()));
            shown.add(new DiffPane(comparison.right()));
            panes.getChildren().addAll(shown);
            shown.forEach(p -> HBox.setHgrow(p, Priority.ALWAYS));
        }
        remark.setText(comparison == null ? "" : remark(comparison));
    }

    private String remark(Comparison comparison) {
        var turn = model.turn();
        if (turn == null) {
            return "";
        }
        if (comparison.left().error() != comparison.right().error()) {
            return "One of them is an error, so there are no words to compare.";
        }
        if (comparison.changes() > 0) {
            return turn.target().equals("model") ? "" : "Both texts belong to the call of " + turn.target() + ".";
        }
        return turn.failed()
                ? "The two texts are identical."
                : "The two texts are identical: no fault acted on this turn.";
    }
}
