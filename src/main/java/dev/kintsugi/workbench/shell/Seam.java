package dev.kintsugi.workbench.shell;

import dev.kintsugi.report.diff.Piece;
import dev.kintsugi.report.diff.WordDiff;
import dev.kintsugi.workbench.kit.Prose;
import java.util.List;
import javafx.scene.text.Text;

/// One side of a comparison as words in their colours.
final class Seam {
    private Seam() {}

    /// The words of `before`, with what `after` lost marked.
    static List<Text> lost(String before, String after) {
        return side(before, after, Piece.Kind.REMOVED, "diff-removed");
    }

    /// The words of `after`, with what `before` had not marked in that style.
    static List<Text> gained(String before, String after, String style) {
        return side(before, after, Piece.Kind.ADDED, style);
    }

    private static List<Text> side(String before, String after, Piece.Kind own, String style) {
        return WordDiff.diff(before, after).stream()
                .filter(piece -> piece.kind() == own || piece.kind() == Piece.Kind.SAME)
                .map(piece -> Prose.text(piece.text(), piece.kind() == own ? style : "diff-same"))
                .toList();
    }
}
