package dev.kintsugi.workbench.inspector;

import dev.kintsugi.report.story.Mark;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.Tips;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// One of the two texts, with what broke and what was mended marked in it.
final class DiffPane extends VBox {
    private final List<Text> marked = new ArrayList<>();

    DiffPane(Comparison.Pane pane) {
        getStyleClass().add("diff-pane");
        getStyleClass().add("diff-" + pane.side().name().toLowerCase(Locale.ROOT));
        var title = new Label(pane.side().title().toUpperCase(Locale.ROOT));
        title.getStyleClass().add("section-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        Tips.on(title, pane.side().meaning());
        getChildren().addAll(title, pane.error() ? error(pane) : flow(pane));
    }

    private static HBox error(Comparison.Pane pane) {
        var words = new Label(pane.text());
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.getStyleClass().add("mono");
        var box = new HBox(new MarkIcon(Mark.LOST), words);
        box.getStyleClass().add("error-panel");
        return box;
    }

    private TextFlow flow(Comparison.Pane pane) {
        var flow = new TextFlow();
        for (var span : pane.spans()) {
            var text = new Text(span.text());
            text.getStyleClass().addAll("text", look(span.look()));
            if (span.change() > 0) {
                text.setUserData(span.change());
                marked.add(text);
            }
            flow.getChildren().add(text);
        }
        if (pane.text().isEmpty()) {
            var none = new Text("Nothing.");
            none.getStyleClass().addAll("text", "muted");
            flow.getChildren().add(none);
        }
        flow.setAccessibleText(pane.side().title() + ": " + pane.text());
        return flow;
    }

    private static String look(Span.Look look) {
        return switch (look) {
            case SAME -> "diff-same";
            case TAKEN -> "diff-removed";
            case PUT_IN -> "diff-added";
            case MENDED -> "diff-mended";
            case OTHER -> "diff-other";
        };
    }

    /// Marks the change that is looked at.
    void look(int change) {
        for (var text : marked) {
            text.getStyleClass().remove("diff-current");
            if (text.getUserData().equals(change)) {
                text.getStyleClass().add("diff-current");
            }
        }
    }
}
