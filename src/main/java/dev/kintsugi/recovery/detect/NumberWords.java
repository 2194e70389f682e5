package dev.kintsugi.recovery.detect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Numbers that are written out, and ordinals up to the thirty-first. Stateless.
final class NumberWords {
    private static final List<String> ONES = List.of("zero", "one", "two", "three", "four", "five", "six", "seven",
            "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
            "eighteen", "nineteen");
    private static final List<String> TENS = List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
            "ninety");
    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth", "fifth", "sixth",
            "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
            "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth");
    private static final Map<String, Integer> VALUES = table();
    private static final Map<String, Integer> RANKS = ranks();
    private static final int HUNDRED = 100;

    /// A number of one word or several.
    ///
    /// @param next the word after it
    record Written(double value, int next) {}

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

    private static Map<String, Integer> ranks() {
        var all = new HashMap<String, Integer>();
        for (int rank = 1; rank <= ORDINALS.size(); rank++) {
            all.put(ORDINALS.get(rank - 1), rank);
        }
        for (int rank = 1; rank < 10; rank++) {
            all.put("twenty-" + ORDINALS.get(rank - 1), 20 + rank);
        }
        all.put("thirtieth", 30);
        all.put("thirty-first", 31);
        return Map.copyOf(all);
    }

    /// The day of a month that an ordinal stands for, 0 for a word that is none.
    static int rank(String word) { return RANKS.getOrDefault(word, 0); }

    /// The number that begins with this word: `twelve`, `two hundred and fifty`, `a thousand`; absent for none.
    static @Nullable Written read(Reading r, int from) {
        boolean one = r.word(from).equals("a") || r.word(from).equals("an");
        int at = one ? from + 1 : from;
        if (!(one ? at < r.size() && scale(r, at) > 0 : r.known(from).number() >= 0)) {
            return null;
        }
        double all = 0;
        double part = one ? 1 : 0;
        while (at < r.size() && r.sentence(at) == r.sentence(from)) {
            int value = r.known(at).number();
            if (scale(r, at) > HUNDRED) {
                all += part * scale(r, at);
                part = 0;
            } else if (scale(r, at) > 0) {
                part *= HUNDRED;
            } else if (value >= 0 && joins(part, value)) {
                part += value;
            } else if (!(r.word(at).equals("and") && all + part >= HUNDRED && at + 1 < r.size()
                    && r.known(at + 1).number() > 0)) {
                break;
            }
            at++;
        }
        return new Written(all + part, at);
    }

    /// `twenty five` is one number, `two five` is none.
    private static boolean joins(double part, int value) {
        return part % HUNDRED == 0 || part % HUNDRED >= 20 && part % 10 == 0 && value > 0 && value < 10;
    }

    private static int scale(Reading r, int word) {
        return switch (r.word(word)) {
            case "hundred" -> HUNDRED;
            case "thousand" -> 1_000;
            case "million" -> 1_000_000;
            default -> 0;
        };
    }
}
