package dev.kintsugi.workbench.scenario;

import dev.kintsugi.lab.scenario.ScriptStep;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Twin;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What a teacher asks before a step, with the button that answers it, and what to look at after it.
final class Lesson extends VBox {
    private final ScenarioModel model;
    private final Label ask = Prose.words("");
    private final Button answer = new Button("Show what happens", FontIcon.of(Feather.EYE));
    private final VBox question = new VBox(ask, answer);
    private final Label look = Prose.words("", "muted");
    private boolean pressed;

    Lesson(ScenarioModel model) {
        this.model = model;
        getStyleClass().add("gap-8");
        question.getStyleClass().addAll("teacher", "gap-8");
        answer.getStyleClass().add("accent");
        answer.setMinWidth(Region.USE_PREF_SIZE);
        answer.setOnAction(_ -> {
            pressed = true;
            model.play();
        });
        getChildren().addAll(question, look);
    }

    Subscription follow() {
        return Subscription.combine(model.chosen().subscribe(_ -> show()), model.played().subscribe(_ -> show()),
                model.predict().subscribe(_ -> show()),
                model.state().subscribe(this::busy));
    }

    /// The button cannot be pressed while a step is under way; who pressed it stands on it again afterwards.
    private void busy(PlayerState state) {
        answer.setDisable(state == PlayerState.PLAYING);
        if (pressed && state == PlayerState.PAUSED) {
            pressed = false;
            answer.requestFocus();
        }
    }

    private void show() {
        var asked = model.predict().get() ? model.next().map(ScriptStep::question).orElse("") : "";
        ask.setText("Predict: " + asked);
        Twin.show(question, !asked.isEmpty());
        var seen = model.last().map(ScriptStep::look).orElse("");
        look.setText("Look at: " + seen);
        Twin.show(look, !seen.isEmpty());
        Twin.show(this, question.isVisible() || look.isVisible());
    }
}
