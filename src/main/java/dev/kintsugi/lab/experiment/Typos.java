package dev.kintsugi.lab.experiment;

import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import java.util.ArrayList;
import java.util.regex.Pattern;

/// Misspells words as people do: two letters swapped, one left out or doubled. Numbers and names with digits stay. A word
/// that is misspelled at one level is so at every higher one, in the same way. Immutable.
///
/// @param epsilon chance of a word, parts per million; 0 leaves every text as it is
record Typos(long seed, int epsilon) {
    private static final Pattern WORD = Pattern.compile("\\p{L}{4,}");
    private static final Pattern SPACE = Pattern.compile("(?<=\\s)|(?=\\s)");

    String in(String text, int task, int turn) {
        if (epsilon == 0) {
            return text;
        }
        var out = new ArrayList<String>();
        var number = 0;
        for (var word : SPACE.split(text)) {
            number++;
            var core = WORD.matcher(word);
            var hit = core.find() && word.chars().noneMatch(Character::isDigit)
                    && draws("hit", task, turn, number, 1_000_000) < epsilon;
            out.add(hit
                    ? word.substring(0, core.start()) + spoiled(core.group(), task, turn, number)
                            + word.substring(core.end())
                    : word);
        }
        return String.join("", out);
    }

    private String spoiled(String word, int task, int turn, int number) {
        var at = 1 + draws("at", task, turn, number, word.length() - 2);
        return switch (draws("how", task, turn, number, 3)) {
            case 0 -> word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
            case 1 -> word.substring(0, at) + word.substring(at + 1);
            default -> word.substring(0, at) + word.charAt(at) + word.substring(at);
        };
    }

    private int draws(String purpose, int task, int turn, int word, int bound) {
        return new Draws(seed).below(new DrawKey(task, turn, word, "experiment.typo." + purpose), bound);
    }
}
