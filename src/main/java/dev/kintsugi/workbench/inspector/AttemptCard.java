package dev.kintsugi.workbench.inspector;

import dev.kintsugi.report.story.Mark;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.MarkIcon;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One call: what it really gave, and what the agent saw of it.
final class AttemptCard extends VBox {
    AttemptCard(Attempts.Row row) {
        getStyleClass().add("attempt");
        var head = new HBox(new MarkIcon(row.touched() ? Mark.INJECTED : row.ok() ? Mark.NATURAL : Mark.DETECTED),
                RecoveryView.words(row.title(), "strong"));
        head.getStyleClass().add("attempt-head");
        getChildren().addAll(head, RecoveryView.words(row.cost(), "muted", "small"));
        if (row.touched()) {
            getChildren().addAll(part("natural"), RecoveryView.words(row.natural()), part("observed"),
                    RecoveryView.words(row.observed(), "danger-text"),
                    RecoveryView.words(Words.ends(row.cure()), "muted", "small"));
        } else {
            getChildren().add(RecoveryView.words(row.natural()));
        }
    }

    private static Region part(String name) { return RecoveryView.words(name, "section-title"); }
}
