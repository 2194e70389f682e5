package dev.kintsugi.report.diff;

import static dev.kintsugi.report.diff.Piece.Kind.ADDED;
import static dev.kintsugi.report.diff.Piece.Kind.REMOVED;
import static dev.kintsugi.report.diff.Piece.Kind.SAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordDiffTest {
    @Test
    void anIdenticalTextIsOnePiece() {
        assertThat(WordDiff.diff("Half-open lets a call through.", "Half-open lets a call through."))
                .containsExactly(new Piece(SAME, "Half-open lets a call through."));
    }

    @Test
    void twoEmptyTextsHaveNoPieces() { assertThat(WordDiff.diff("", "")).isEmpty(); }

    @Test
    void aTextAgainstNothingIsWhollyRemovedOrAdded() {
        assertThat(WordDiff.diff("a b", "")).containsExactly(new Piece(REMOVED, "a b"));
        assertThat(WordDiff.diff("", "a b")).containsExactly(new Piece(ADDED, "a b"));
    }

    @Test
    void aChangedAmountIsOneWordWithItsSeparators() {
        assertThat(WordDiff.diff("The deductible is $1,200.50, due today.", "The deductible is $950.00, due today."))
                .containsExactly(new Piece(SAME, "The deductible is $"), new Piece(REMOVED, "1,200.50"),
                        new Piece(ADDED, "950.00"), new Piece(SAME, ", due today."));
    }

    @Test
    void anIdentifierIsOneWord() {
        assertThat(WordDiff.diff("Claim INS-2024-9876 is open", "Claim INS-2024-1111 is open"))
                .contains(new Piece(REMOVED, "INS-2024-9876"), new Piece(ADDED, "INS-2024-1111"));
    }

    @Test
    void aRewrittenPhraseIsOneChangeNotOnePerWord() {
        var pieces = WordDiff.diff("It lets a limited number of trial calls through.",
                "It lets all the other calls through.");

        assertThat(WordDiff.changes(pieces)).isEqualTo(1);
        assertThat(pieces).contains(new Piece(REMOVED, "a limited number of trial"),
                new Piece(ADDED, "all the other"));
    }

    @Test
    void punctuationDoesNotMakeAWordDiffer() {
        assertThat(WordDiff.diff("if they succeed the breaker closes", "if they succeed, the breaker closes"))
                .containsExactly(new Piece(SAME, "if they succeed"), new Piece(ADDED, ","),
                        new Piece(SAME, " the breaker closes"));
    }

    @Test
    void bothTextsCanBePutTogetherAgainToTheLetter() {
        for (int seed = 0; seed < 300; seed++) {
            var a = text(seed, 40);
            var b = text(seed + 1_000, 40);
            var pieces = WordDiff.diff(a, b);

            assertThat(joined(pieces, Piece.Kind.REMOVED)).as("seed %d", seed).isEqualTo(a);
            assertThat(joined(pieces, Piece.Kind.ADDED)).as("seed %d", seed).isEqualTo(b);
            assertThat(neighboursDiffer(pieces)).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void fiveThousandWordsWithOneInTenChangedStillReadAsAFewHundredChanges() {
        var a = words(5_000, -1);
        var b = words(5_000, 10);

        assertThat(WordDiff.changes(WordDiff.diff(a, b))).isEqualTo(500);
    }

    private static String words(int count, int everyNth) {
        return IntStream.range(0, count).mapToObj(i -> everyNth > 0 && i % everyNth == 5 ? "new" + i : "word" + i % 700)
                .collect(Collectors.joining(" "));
    }

    private static String text(int seed, int length) {
        var signs = List.of("a", "b", "word", " ", "  ", "\n", ".", ", ", "1,2", "-", "é", "🙂", "x-1");
        var draws = new Draws(seed);
        return IntStream.range(0, length).mapToObj(i -> draws.pick(new DrawKey(0, i, 0, "text"), signs))
                .collect(Collectors.joining());
    }

    private static String joined(List<Piece> pieces, Piece.Kind kind) {
        return pieces.stream().filter(p -> p.kind() == SAME || p.kind() == kind).map(Piece::text)
                .collect(Collectors.joining());
    }

    private static boolean neighboursDiffer(List<Piece> pieces) {
        return IntStream.range(1, pieces.size()).noneMatch(i -> pieces.get(i).kind() == pieces.get(i - 1).kind());
    }
}
