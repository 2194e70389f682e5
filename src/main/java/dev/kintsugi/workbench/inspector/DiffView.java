package dev.kintsugi.workbench.inspector;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.DiffPane;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.SideBySide;
import dev.kintsugi.workbench.kit.Tips;
import dev.kintsugi.workbench.kit.View;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Two of the three texts of a turn, side by side.
final class DiffView extends View {
    private final InspectorModel model;
    private final TurnGlance glance;
    private final FlowPane chooser = new FlowPane();
    private final SideBySide panes = new SideBySide();
    private final Label changes = new Label();
    private final Label remark = new Label();
    private final List<DiffPane> shown = new ArrayList<>();

    DiffView(InspectorModel model, Desk desk) {
        this.model = model;
        this.glance = new TurnGlance(desk);
    }

    @Override
    protected Parent build() {
        chooser.getStyleClass().add("side-chooser");
        for (var side : Side.values()) {
            var button = new ToggleButton(side.title());
            button.getStyleClass().addAll("small", "side");
            button.setUserData(side);
            button.setMinWidth(Region.USE_PREF_SIZE);
            Tips.on(button, "Show " + side.meaning() + "; two are always shown");
            button.setOnAction(_ -> {
                model.choose(side);
                light();
            });
            chooser.getChildren().add(button);
        }
        changes.getStyleClass().addAll("muted", "small");
        changes.setMinWidth(Region.USE_PREF_SIZE);
        var steps = new HBox(changes,
                Buttons.icon(Feather.CHEVRON_UP, "Previous change  (Shift+F7)", () -> model.step(-1)),
                Buttons.icon(Feather.CHEVRON_DOWN, "Next change  (F7)", () -> model.step(1)));
        steps.getStyleClass().add("side-steps");
        chooser.getChildren().add(steps);
        remark.getStyleClass().addAll("muted", "small");
        Prose.wrap(remark);
        var all = new VBox(chooser, panes, remark, child(glance).node());
        all.getStyleClass().add("inspector-body");
        return new Page("What differs, and the steps", all);
    }

    @Override
    protected void opened() {
        listen(model.comparison(), this::compared);
        // A turn that ends may leave its texts as they were.
        listen(model.selected(), _ -> tell(model.comparison().get()));
        listen(model.change(), _ -> changes.setText(model.changes()));
        listen(model.change(), n -> shown.forEach(p -> p.look(n.intValue())));
    }

    private void light() {
        chooser.getChildren().stream().filter(ToggleButton.class::isInstance).map(ToggleButton.class::cast)
                .forEach(b -> b.setSelected(model.chosen((Side) b.getUserData())));
    }

    private void compared(@Nullable Comparison comparison) {
        light();
        shown.clear();
        if (comparison != null) {
            shown.add(pane(comparison.left()));
            shown.add(pane(comparison.right()));
        }
        panes.show(shown);
        changes.setText(model.changes());
        tell(comparison);
    }

    private void tell(@Nullable Comparison comparison) {
        var said = comparison == null ? "" : remark(comparison);
        remark.setText(said);
        remark.setVisible(!said.isEmpty());
        remark.setManaged(!said.isEmpty());
    }

    private static DiffPane pane(Comparison.Pane pane) {
        return new DiffPane(pane.side().title(), pane.side().meaning(), pane.error(), pane.spans());
    }

    private String why(TurnStory turn) {
        if (!turn.failed()) {
            return ": no fault acted on this turn.";
        }
        if (!model.chosen(Side.NATURAL)) {
            return turn.outcome() == Outcome.LOST
                    ? ": the failure was delivered. Natural shows what it changed."
                    : ". Natural shows what the failure changed.";
        }
        return model.chosen(Side.DELIVERED)
                ? ": the user got what the model would have said. Observed shows what the failure made of it."
                : ".";
    }

    private String remark(Comparison comparison) {
        var turn = model.turn();
        if (turn == null) {
            return "";
        }
        if (!comparison.comparable()) {
            return "One of them is an error, so there are no words to compare.";
        }
        if (comparison.changes() > 0) {
            return turn.target().equals("model") ? "" : "Both texts belong to the call of " + turn.target() + ".";
        }
        if (turn.state() == TurnStory.State.OPEN) {
            return "The turn is under way.";
        }
        return "The two texts are identical" + why(turn);
    }
}
