package dev.kintsugi.report.diff;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import dev.kintsugi.report.diff.Piece.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Compares two texts word by word (Myers 1986, "An O(ND) difference algorithm", as java-diff-utils has it). Stateless.
///
/// A number with its separators, an identifier with its dashes and a run of white space are one word each; every other
/// sign is one by itself. SAME and REMOVED pieces joined give the first text, SAME and ADDED the second, to the letter.
public final class WordDiff {
    private static final Pattern WORD = Pattern
            .compile("\\s+|[\\p{L}\\p{M}\\p{N}]+(?:['’.,:/@_-][\\p{L}\\p{M}\\p{N}]+)*|.", Pattern.DOTALL);
    private static final DiffAlgorithmListener QUIET = new DiffAlgorithmListener() {
        @Override
        public void diffStart() {}

        @Override
        public void diffStep(int value, int max) {}

        @Override
        public void diffEnd() {}
    };

    private WordDiff() {}

    /// The pieces in reading order; what was removed stands before what was added in its place. Empty for two empty
    /// texts.
    public static List<Piece> diff(String a, String b) {
        var first = words(a);
        var second = words(b);
        var pieces = new Pieces();
        var at = 0;
        for (var change : changes(first, second)) {
            pieces.add(Kind.SAME, first.subList(at, change.startOriginal));
            pieces.add(Kind.REMOVED, first.subList(change.startOriginal, change.endOriginal));
            pieces.add(Kind.ADDED, second.subList(change.startRevised, change.endRevised));
            at = change.endOriginal;
        }
        pieces.add(Kind.SAME, first.subList(at, first.size()));
        return pieces.list();
    }

    /// How many places differ: a replacement counts once.
    public static int changes(List<Piece> pieces) {
        var count = 0;
        var inside = false;
        for (var piece : pieces) {
            var differs = piece.kind() != Kind.SAME;
            count += differs && !inside ? 1 : 0;
            inside = differs;
        }
        return count;
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    private static List<Change> changes(List<String> first, List<String> second) {
        BiPredicate<String, String> same = String::equals;
        var changes = new ArrayList<>(new MyersDiffWithLinearSpace<>(same).computeDiff(first, second, QUIET));
        changes.sort((x, y) -> x.startOriginal != y.startOriginal
                ? x.startOriginal - y.startOriginal
                : x.startRevised - y.startRevised);
        return changes;
    }
}
