package dev.kintsugi.recovery.detect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers that are written out, up to ninety-nine. Stateless.
final class NumberWords {
    private static final List<String> ONES = List.of("zero", "one", "two", "three", "four", "five", "six", "seven",
            "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
            "eighteen", "nineteen");
    private static final List<String> TENS = List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
            "ninety");
    private static final Map<String, Integer> VALUES = table();

    private NumberWords() {}

    private static Map<String, Integer> table() {
        var all = new HashMap<String, Integer>();
        for (int one = 0; one < ONES.size(); one++) {
            all.put(ONES.get(one), one);
        }
        for (int ten = 0; ten < TENS.size(); ten++) {
            all.put(TENS.get(ten), 20 + 10 * ten);
            for (int one = 1; one < 10; one++) {
                all.put(TENS.get(ten) + "-" + ONES.get(one), 20 + 10 * ten + one);
            }
        }
        return Map.copyOf(all);
    }

    /// Its value, -1 for a word that is no number.
    static int value(String word) { return VALUES.getOrDefault(word, -1); }
}
