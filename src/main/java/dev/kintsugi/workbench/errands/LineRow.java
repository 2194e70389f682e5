package dev.kintsugi.workbench.errands;

import dev.kintsugi.report.errands.Streams;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.Prose;
import java.util.Locale;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A line of what a run told: when, of what it tells, and its words. What user and agent say stands out.
final class LineRow extends HBox {
    private static final double MS = 1000;

    /// @param startMs lab time from which moments are counted
    LineRow(Streams.Line line, long startMs) {
        var time = Prose.whole(String.format(Locale.ROOT, "%.1f s", (line.lab() - startMs) / MS), "number", "muted",
                "errand-time");
        var kind = Prose.whole(line.kind(), "muted", "small", "errand-kind");
        var room = new Region();
        room.getStyleClass().add("mark-room");
        var words = Prose.of(line.text(), style(line));
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        words.setMinWidth(0);
        getChildren().addAll(time, line.bad() ? new MarkIcon(Mark.LOST) : room, kind, words);
        getStyleClass().add(line.kind().equals("prompt") ? "errand-prompt" : "errand-line");
    }

    private static String style(Streams.Line line) {
        return line.bad()
                ? "danger-text"
                : line.kind().equals("prompt")
                        ? "strong"
                        : line.stream() == Streams.Stream.SYSTEM ? "muted" : "plain";
    }
}
