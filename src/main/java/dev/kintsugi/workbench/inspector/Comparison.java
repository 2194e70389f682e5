package dev.kintsugi.workbench.inspector;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.report.diff.Piece;
import dev.kintsugi.report.diff.WordDiff;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.Span;
import java.util.ArrayList;
import java.util.List;

/// Two of a turn's three texts side by side, with what broke and what was mended marked. Immutable.
///
/// @param left    the earlier text
/// @param right   the later text
/// @param changes how many places differ
public record Comparison(Pane left, Pane right, int changes) {
    /// One of the two texts.
    ///
    /// @param error whether it tells an error instead of a reply: then it is not compared
    public record Pane(Side side, boolean error, List<Span> spans) {
        public Pane {
            spans = List.copyOf(spans);
        }

        /// The text as it was.
        public String text() { return Span.text(spans); }
    }

    /// Compares two texts of a turn; the one that came about first stands left. A reply against an error is one change.
    static Comparison of(TurnStory turn, Side one, Side other) {
        var first = one.compareTo(other) <= 0 ? one : other;
        var second = first == one ? other : one;
        if (first.error(turn) != second.error(turn)) {
            return new Comparison(whole(turn, first), whole(turn, second), 1);
        }
        var pieces = WordDiff.diff(first.text(turn), second.text(turn));
        return new Comparison(pane(turn, first, pieces, Piece.Kind.REMOVED, removed(turn, first, second)),
                pane(turn, second, pieces, Piece.Kind.ADDED, added(turn, first, second)), WordDiff.changes(pieces));
    }

    /// Whether both are replies, or both errors: else there are no words to compare.
    boolean comparable() { return left.error() == right.error(); }

    private static Pane whole(TurnStory turn, Side side) {
        return new Pane(side, side.error(turn), List.of(new Span(Span.Look.SAME, side.text(turn), 1)));
    }

    /// What is missing from the later text: natural words were taken by the fault only where its own text is compared.
    private static Span.Look removed(TurnStory turn, Side first, Side second) {
        if (first == Side.OBSERVED) {
            return Span.Look.PUT_IN;
        }
        return broken(turn, second) ? Span.Look.TAKEN : Span.Look.OTHER;
    }

    /// What is new in the later text: gold is what a sound attempt says instead of the observed.
    private static Span.Look added(TurnStory turn, Side first, Side second) {
        if (broken(turn, second)) {
            return Span.Look.PUT_IN;
        }
        return first == Side.OBSERVED && mended(turn) ? Span.Look.MENDED : Span.Look.OTHER;
    }

    private static boolean broken(TurnStory turn, Side side) {
        return side == Side.OBSERVED || turn.outcome() == Outcome.LOST;
    }

    private static boolean mended(TurnStory turn) {
        return turn.outcome() == Outcome.RECOVERED || turn.outcome() == Outcome.NATURAL_RECOVERED;
    }

    private static Pane pane(TurnStory turn, Side side, List<Piece> pieces, Piece.Kind own, Span.Look look) {
        var spans = new ArrayList<Span>();
        var change = 0;
        var inside = false;
        for (var piece : pieces) {
            var differs = piece.kind() != Piece.Kind.SAME;
            change += differs && !inside ? 1 : 0;
            inside = differs;
            if (!differs) {
                spans.add(new Span(Span.Look.SAME, piece.text(), 0));
            } else if (piece.kind() == own) {
                spans.add(new Span(turn.failed() ? look : Span.Look.OTHER, piece.text(), change));
            }
        }
        return new Pane(side, side.error(turn), spans);
    }
}
