package dev.kintsugi.domain;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/// Guesses which name was meant by one that nobody knows. Stateless.
public final class Meant {
    private static final int LONGEST = 60;
    private static final int LETTERS_A_SLIP = 3;
    private static final int MOST_SLIPS = 3;

    private Meant() {}

    /// A question to put before the list of names that there are, e.g. `Did you mean 'retry'? `; empty when none comes near.
    /// A letter too many, too few, another, or two in the wrong order is one slip; a name may have one in each three
    /// letters, and three at most.
    public static String of(String said, Collection<String> known) {
        var word = plain(said);
        var most = Math.min(MOST_SLIPS, Math.max(1, word.length() / LETTERS_A_SLIP));
        return word.isEmpty() || word.length() > LONGEST
                ? ""
                : known.stream().min(Comparator.comparingInt(name -> slips(word, plain(name))))
                        .filter(name -> slips(word, plain(name)) <= most).map(name -> "Did you mean '" + name + "'? ")
                        .orElse("");
    }

    private static String plain(String name) { return name.toLowerCase(Locale.ROOT).replace('-', '_').strip(); }

    /// The optimal string alignment distance.
    private static int slips(String a, String b) {
        var before = new int[b.length() + 1];
        var last = new int[b.length() + 1];
        Arrays.setAll(last, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            var next = new int[b.length() + 1];
            next[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                var other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                next[j] = Math.min(Math.min(next[j - 1], last[j]) + 1, last[j - 1] + other);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    next[j] = Math.min(next[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = next;
        }
        return last[b.length()];
    }
}
