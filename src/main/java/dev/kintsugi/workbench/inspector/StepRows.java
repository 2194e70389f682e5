package dev.kintsugi.workbench.inspector;

import dev.kintsugi.report.story.Mark;
import dev.kintsugi.report.story.TurnStep;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.MarkIcon;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What happened to a turn, step by step.
final class StepRows extends VBox {
    private static final int MOST_DETAIL = 160;
    /// More settings than these would push what happened out of sight.
    private static final int MOST_SETTINGS = 3;

    /// @param details whether each step tells more than its line
    StepRows(TurnStory turn, boolean details) {
        getStyleClass().add("step-rows");
        told(turn.steps()).forEach(s -> getChildren().add(step(s, details)));
    }

    private static List<TurnStep> told(List<TurnStep> steps) {
        var settings = steps.stream().filter(TurnStep::setsSomething).toList();
        if (settings.size() <= MOST_SETTINGS) {
            return steps;
        }
        var all = new TurnStep(settings.getFirst().atMs(), Mark.ACTION, settings.size() + " settings changed",
                "Each stands in Raw.", settings.getFirst().sequence());
        return Stream.concat(Stream.of(all), steps.stream().filter(s -> !s.setsSomething())).toList();
    }

    private static Node step(TurnStep step, boolean details) {
        var at = new Label(step.when());
        at.getStyleClass().addAll("number", "muted", "step-at");
        var lines = new VBox(RecoveryView.words(step.text()));
        if (details && !step.detail().isBlank()) {
            lines.getChildren().add(RecoveryView.words(shortened(step.detail()), "muted", "small"));
        }
        HBox.setHgrow(lines, Priority.ALWAYS);
        var row = new HBox(at, new MarkIcon(step.mark()), lines);
        row.getStyleClass().add("step");
        row.setFillHeight(false);
        return row;
    }

    /// A tool's whole answer would bury the steps; it stands in Raw.
    private static String shortened(String detail) {
        return detail.length() <= MOST_DETAIL ? detail : detail.substring(0, MOST_DETAIL) + "\u2026 (all of it in Raw)";
    }
}
