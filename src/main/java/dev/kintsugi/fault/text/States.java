package dev.kintsugi.fault.text;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Words that tell how something stands, in groups of which one can stand for another. Immutable.
final class States {
    private final Map<String, List<String>> groups = new HashMap<>();
    /// Which words there are, by first letter and length alone: most words of a text are none of them.
    private final BitSet outlines = new BitSet();

    States(List<String> lines) {
        for (var line : lines) {
            var group = List.of(line.split("\\|"));
            group.forEach(word -> groups.put(word, group));
            group.forEach(word -> outlines.set(outline(word.charAt(0), word.length())));
        }
    }

    private static int outline(char first, int length) { return Character.toLowerCase(first) << 5 | length & 31; }

    /// Whether a word that begins so and is so long may be in a group.
    boolean mayHold(char first, int length) { return outlines.get(outline(first, length)); }

    /// Another word of its group; the word itself when it is in none.
    String other(String word, Dice dice) {
        var small = word.toLowerCase(Locale.ROOT);
        var group = groups.get(small);
        return group == null ? word : Casing.like(word, dice.pickOther(small, group, small));
    }
}
