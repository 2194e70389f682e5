package dev.kintsugi.fault.text;

import java.util.regex.Pattern;

/// Finds where a first thought ends. Stateless.
public final class Clauses {
    private static final Pattern END = Pattern.compile("[,;:.!?](?=\\s|$)|\\s[–—-]\\s|\\n");
    private static final int LEAST_WORDS = 3;
    private static final int MOST_WORDS = 12;

    private Clauses() {}

    /// The first clause, at least three words and at most twelve; its comma is kept. Empty for an empty text.
    public static String first(String text) {
        var ends = END.matcher(text);
        while (ends.find()) {
            var words = words(text.substring(0, ends.start()));
            if (words > MOST_WORDS) {
                break;
            }
            if (words >= LEAST_WORDS) {
                var mark = text.substring(ends.start(), ends.end()).strip();
                return text.substring(0, mark.isEmpty() ? ends.start() : ends.end()).strip();
            }
        }
        return start(text);
    }

    /// Twelve words, or all of them.
    private static String start(String text) {
        var at = 0;
        for (int words = 0; words < MOST_WORDS && at < text.length(); words++) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
        return text.substring(0, at).strip();
    }

    private static int words(String text) { return text.isBlank() ? 0 : text.strip().split("\\s+").length; }
}
