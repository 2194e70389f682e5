package dev.kintsugi.recovery.detect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Texts as words, for comparing them. Stateless.
public final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’-][\\p{L}\\p{N}]+)*");
    private static final Pattern FIGURE = Pattern.compile("\\p{L}*\\d[\\p{L}\\d.,:/-]*\\d|\\d");
    private static final Set<String> COMMON = Set
            .of(("a an the and or but if so of to in on at by for with from as is are was were be "
                    + "been am do does did have has had will would can could should may might must i me my mine you your yours "
                    + "we us our it its this that these those he she they them his her their there here what which who whom how "
                    + "when where why not no yes please hi hello hey thanks thank just now about tell get got let know need "
                    + "want like any some all also then than too very up out into over again still anything something else thing "
                    + "things more most much many other others everything").split(" "));

    private Words() {}

    static boolean common(String word) { return COMMON.contains(word); }

    /// Its words in order, in lower case.
    static List<String> of(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
    }

    /// Its words without the common ones, with endings such as a plural's cut off.
    public static Set<String> telling(String text) {
        return of(text).stream().filter(w -> !COMMON.contains(w)).map(Words::stem)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Whatever holds a digit in it: numbers, dates, references.
    public static Set<String> figures(String text) {
        return FIGURE.matcher(text.toUpperCase(Locale.ROOT)).results().map(MatchResult::group)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Share of the words of both that both have (Jaccard), 0 to 1; 0 when there are none.
    public static double alike(Set<String> a, Set<String> b) {
        int both = 0;
        for (var word : a) {
            both += b.contains(word) ? 1 : 0;
        }
        int all = a.size() + b.size() - both;
        return all == 0 ? 0 : (double) both / all;
    }

    static String stem(String word) {
        if (word.endsWith("'s")) {
            return stem(word.substring(0, word.length() - 2));
        }
        if (word.length() > 5 && word.endsWith("ing")) {
            return word.substring(0, word.length() - 3);
        }
        if (word.length() > 4 && (word.endsWith("ed") || word.endsWith("es"))) {
            return word.substring(0, word.length() - 2);
        }
        return word.length() > 3 && (word.endsWith("s") || word.endsWith("e"))
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
