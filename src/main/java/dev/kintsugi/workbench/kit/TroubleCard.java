package dev.kintsugi.workbench.kit;

import dev.kintsugi.report.story.Words;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What went wrong, why, and what to do, on the page that it is about; away while nothing is wrong. On the FX thread only.
public final class TroubleCard extends VBox {
    private final Label what = Prose.words("", "strong", "danger-text");
    private final Label why = Prose.words("", "mono");
    private final Label todo = Prose.words("");

    /// @param id    to find it by
    /// @param below what helps to mend it
    public TroubleCard(String id, Node... below) {
        setId(id);
        getStyleClass().addAll("card", "gap-8");
        getChildren().addAll(what, why, todo);
        getChildren().addAll(below);
        show(null);
    }

    public void show(@Nullable Throwable trouble) {
        Twin.show(this, trouble != null);
        if (trouble != null) {
            var told = Notice.of(trouble);
            what.setText(Words.sentence(told.what()));
            why.setText(Words.sentence(told.why()));
            todo.setText(Words.sentence(told.todo()));
        }
    }
}
