package dev.kintsugi.workbench.matrix;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.matrix.Saved;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.PolicySentence;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.Prose;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What happened in the picked cell, and a button that plays it where every step can be seen.
final class CellCard extends VBox {
    CellCard() {
        setId("matrix-said");
        getStyleClass().addAll("card", "gap-8");
    }

    void say(String words) { getChildren().setAll(Prose.words(words, "muted")); }

    void show(MatrixModel.Picked cell, Runnable play) {
        var found = cell.row().cell(cell.column());
        var title = Prose.words(CellButton.words(cell), "strong");
        title.setGraphic(new MarkIcon(CellButton.mark(found.saved())));
        var look = new Button("Play this cell on the bench");
        look.setMinWidth(USE_PREF_SIZE);
        look.setOnAction(_ -> play.run());
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        var line = new HBox(title, look);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("gap-12");
        getChildren().setAll(line, Prose.words(means(found.saved()) + ", by "
                + (found.by().isEmpty() ? "nothing" : found.by()) + " after " + found.calls()
                + (found.calls() == 1 ? " call" : " calls") + " and " + Words.seconds(found.millis())
                + " of lab time."), Prose.words(sentence(cell.column()), "muted"));
    }

    private static String means(Saved saved) {
        return switch (saved) {
            case SAVED -> "A sound reply was delivered";
            case SOFTENED -> "A message, an older reply or a person stood in";
            case LOST -> "The failure was delivered";
            case NO_FAILURE -> "The failure never reached the agent";
        };
    }

    private static String sentence(String policy) {
        try {
            return PolicySentence.of(Policies.named(policy));
        } catch (Problem gone) {
            return "";
        }
    }
}
