package dev.kintsugi.agent.tokens;

import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Counts a text word by word and remembers the words: looking one up in a vocabulary of a hundred thousand misses the
/// processor's caches several times, and texts say the same words again and again. Safe for many threads.
///
/// Exact, because every encoding we know cuts a text at a space between a visible character and a letter: a piece may
/// begin with the space, none holds one before a letter further inside, and none looks back.
final class WordCounts {
    private static final int KEPT = 4096;
    private static final int LONGEST = 24;

    private final ToIntFunction<String> counter;
    /// What is written by several threads at once is one word or the other, and either is right.
    private final @Nullable Word[] known = new Word[KEPT];

    private record Word(String text, int tokens) {}

    WordCounts(ToIntFunction<String> counter) { this.counter = counter; }

    int count(String text) {
        var tokens = 0;
        var begin = 0;
        var hash = 0;
        for (int at = 0; at < text.length(); at++) {
            if (cut(text, at)) {
                tokens += word(text, begin, at, hash);
                begin = at;
                hash = 0;
            }
            hash = 31 * hash + text.charAt(at);
        }
        return begin < text.length() ? tokens + word(text, begin, text.length(), hash) : tokens;
    }

    private static boolean cut(String text, int at) {
        return text.charAt(at) == ' ' && at > 0 && visible(text.charAt(at - 1)) && at + 1 < text.length()
                && letter(text.charAt(at + 1));
    }

    private static boolean visible(char c) { return c > ' ' && c < 0x7f; }

    private static boolean letter(char c) { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'; }

    private int word(String text, int begin, int end, int hash) {
        if (end - begin > LONGEST) {
            return counter.applyAsInt(text.substring(begin, end));
        }
        var place = (hash ^ hash >>> 16) & KEPT - 1;
        var word = known[place];
        if (word == null || word.text.length() != end - begin
                || !text.regionMatches(begin, word.text, 0, end - begin)) {
            var asked = text.substring(begin, end);
            word = new Word(asked, counter.applyAsInt(asked));
            known[place] = word;
        }
        return word.tokens;
    }
}
