package dev.kintsugi.workbench.scenario;

import dev.kintsugi.lab.scenario.ScriptStep;
import dev.kintsugi.workbench.kit.Prose;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// What a teacher asks before a step, and what to look at after it.
final class Lesson extends VBox {
    private final ScenarioModel model;
    private final Label ask = Prose.words("", "teacher");
    private final Label look = Prose.words("", "muted");

    Lesson(ScenarioModel model) {
        this.model = model;
        getStyleClass().add("gap-8");
        getChildren().addAll(ask, look);
    }

    Subscription follow() {
        return Subscription.combine(model.chosen().subscribe(_ -> show()), model.played().subscribe(_ -> show()),
                model.predict().subscribe(_ -> show()));
    }

    private void show() {
        say(ask, model.predict().get() ? model.next().map(ScriptStep::question).orElse("") : "", "Predict: ");
        say(look, model.last().map(ScriptStep::look).orElse(""), "Look at: ");
        setVisible(ask.isVisible() || look.isVisible());
        setManaged(isVisible());
    }

    private static void say(Label label, String text, String before) {
        label.setText(text.isEmpty() ? "" : before + text);
        label.setVisible(!text.isEmpty());
        label.setManaged(!text.isEmpty());
    }
}
