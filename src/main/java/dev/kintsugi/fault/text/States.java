package dev.kintsugi.fault.text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Words that tell how something stands, in groups of which one can stand for another. Immutable.
final class States {
    private final Map<String, List<String>> groups = new HashMap<>();

    States(List<String> lines) {
        for (var line : lines) {
            var group = List.of(line.split("\\|"));
            group.forEach(word -> groups.put(word, group));
        }
    }

    /// Another word of its group; the word itself when it is in none.
    String other(String word, Dice dice) {
        var small = word.toLowerCase(Locale.ROOT);
        var group = groups.get(small);
        return group == null ? word : Casing.like(word, dice.pickOther(small, group, small));
    }
}
