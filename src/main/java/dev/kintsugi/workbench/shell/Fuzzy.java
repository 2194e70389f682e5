package dev.kintsugi.workbench.shell;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/// Finds texts by a few of their letters, in order: letters that begin words and letters that follow each other count
/// for more. Stateless.
final class Fuzzy {
    private static final int NEXT = 6;
    private static final int BEGINNING = 8;
    private static final int FOUND = 1;

    private Fuzzy() {}

    /// Those whose text holds all the letters, the best first; all in their order for an empty query.
    static <T> List<T> search(String query, List<T> all, Function<? super T, String> text) {
        var letters = query.strip().toLowerCase(Locale.ROOT);
        return all.stream().flatMap(one -> hit(one, score(letters, text.apply(one))))
                .sorted(Comparator.comparingInt((Hit<T> hit) -> hit.score).reversed()).map(Hit::value).toList();
    }

    private record Hit<T>(T value, int score) {}

    private static <T> Stream<Hit<T>> hit(T value, OptionalInt score) {
        return score.stream().mapToObj(points -> new Hit<>(value, points));
    }

    /// Points for a text; empty when a letter is missing. Blanks in the query are skipped.
    static OptionalInt score(String letters, String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (!letters.isEmpty() && lower.contains(letters)) {
            return OptionalInt.of(1000 - lower.indexOf(letters));
        }
        int points = 0;
        int at = -1;
        for (char letter : letters.replace(" ", "").toCharArray()) {
            int found = lower.indexOf(letter, at + 1);
            if (found < 0) {
                return OptionalInt.empty();
            }
            points += points(lower, at, found);
            at = found;
        }
        return OptionalInt.of(points);
    }

    private static int points(String text, int before, int found) {
        if (found == before + 1) {
            return NEXT;
        }
        return found == 0 || !Character.isLetterOrDigit(text.charAt(found - 1)) ? BEGINNING : FOUND;
    }
}
