package dev.kintsugi.workbench.experiment;

import dev.kintsugi.lab.experiment.Experiment;
import dev.kintsugi.lab.experiment.PlanText;
import dev.kintsugi.workbench.kit.Appearance;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.ScreenActions;
import dev.kintsugi.workbench.kit.SheetTable;
import dev.kintsugi.workbench.kit.TitledCard;
import dev.kintsugi.workbench.kit.TroubleCard;
import dev.kintsugi.workbench.kit.Twin;
import dev.kintsugi.workbench.kit.View;
import java.nio.file.Path;
import java.util.stream.Stream;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What the experiment will do, or what is wrong with its file.
final class PlanPane extends View {
    private final ExperimentModel model;
    private final ScreenActions actions;
    private final VBox sentences = new VBox();
    private final SheetTable arms;
    private final Label place = Prose.words("", "muted");
    private final VBox good = new VBox();
    private final TroubleCard bad;

    PlanPane(ExperimentModel model, Appearance looks, ScreenActions actions) {
        this.model = model;
        this.actions = actions;
        this.arms = new SheetTable(looks);
        this.bad = new TroubleCard("experiment-trouble", row("reload", "open"));
    }

    @Override
    protected Parent build() {
        sentences.getStyleClass().add("gap-4");
        sentences.setId("experiment-plan");
        good.getChildren().setAll(TitledCard.of("What is played", sentences, row("copy", "reload")),
                TitledCard.of("Arms", arms), TitledCard.of("Results", place, row("folder", "nowhere")));
        good.getStyleClass().add("gap-12");
        var both = new VBox(bad, good);
        both.getStyleClass().add("beside-bar");
        return new Page("What it does", both);
    }

    private FlowPane row(String... names) {
        var row = new FlowPane();
        Stream.of(names).map(actions::get).map(action -> Buttons.text(action)).forEach(row.getChildren()::add);
        row.getStyleClass().add("experiment-head");
        return row;
    }

    @Override
    protected void opened() {
        listen(model.choice().plan(), this::show);
        listen(model.choice().trouble(), bad::show);
        listen(model.folder(), this::show);
    }

    private void show(@Nullable Experiment plan) {
        Twin.show(good, plan != null);
        if (plan != null) {
            sentences.getChildren().setAll(PlanText.sentences(plan).stream().map(s -> Prose.words(s)).toList());
            sentences.getChildren().addFirst(Prose.of(plan.description().replaceAll("\\s+", " "), "muted"));
            arms.show(PlanText.arms(plan));
        }
    }

    private void show(@Nullable Path folder) {
        place.setText(folder == null
                ? "They stay on this page until the window is closed. In a folder each finished conversation is kept at"
                        + " once, and a later run goes on with the rest."
                : "Each finished conversation is kept in " + folder
                        + ", and at the end a report beside them. A run goes"
                        + " on with what is there.");
    }
}
