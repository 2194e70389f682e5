package dev.kintsugi.workbench.kit;

import dev.kintsugi.report.story.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;

/// One of two texts side by side, with what broke and what was mended marked in it.
public final class DiffPane extends VBox {
    private final List<Text> marked = new ArrayList<>();

    /// @param meaning what text this is, for those who point at the name
    /// @param error   whether it tells an error instead of a reply
    public DiffPane(String name, String meaning, boolean error, List<Span> spans) {
        getStyleClass().add("diff-pane");
        var title = new Label(name.toUpperCase(Locale.ROOT));
        title.getStyleClass().add("section-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        Tips.on(title, meaning);
        getChildren().addAll(title, error ? error(Span.text(spans)) : flow(name, spans));
    }

    private static HBox error(String text) {
        var box = new HBox(new MarkIcon(Mark.LOST), Prose.of(text, "mono"));
        box.getStyleClass().add("error-panel");
        return box;
    }

    private Region flow(String name, List<Span> spans) {
        var empty = Span.text(spans).isEmpty();
        var flow = Prose.flow(empty
                ? List.of(Prose.text("Nothing.", "text", "muted"))
                : spans.stream().map(DiffPane::text).toList());
        for (var word : flow.getChildrenUnmodifiable()) {
            if (word instanceof Text text && text.getUserData() != null) {
                marked.add(text);
            }
        }
        flow.setAccessibleText(name + ": " + Span.text(spans));
        return flow;
    }

    private static Text text(Span span) {
        var text = Prose.text(span.text(), "text", look(span.look()));
        if (span.change() > 0) {
            text.setUserData(span.change());
        }
        return text;
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
    public void look(int change) {
        for (var text : marked) {
            text.getStyleClass().remove("diff-current");
            if (text.getUserData().equals(change)) {
                text.getStyleClass().add("diff-current");
            }
        }
    }
}
