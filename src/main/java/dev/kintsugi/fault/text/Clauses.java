package dev.kintsugi.fault.text;

import java.util.regex.Pattern;

/// Finds where a first thought ends. Stateless.
public final class Clauses {
    /// Ends a clause that was cut off.
    public static final String CUT = " –";

    private static final Pattern END = Pattern.compile("(?:,(?! \\d{4})|[;.!?])(?=\\s|$)|\\s[–—-]\\s|\\n");
    private static final int LEAST_WORDS = 3;
    private static final int MOST_WORDS = 18;

    private Clauses() {}

    /// The first clause, at least three words and at most eighteen; its comma is kept. A text
    /// without such a clause is cut off after eighteen words, with a dash. Empty for an empty text.
    public static String first(String text) {
        var ends = END.matcher(text);
        while (ends.find()) {
            var words = words(text.substring(0, ends.start()));
            if (words > MOST_WORDS) {
                return start(text);
            }
            if (words >= LEAST_WORDS) {
                var mark = text.substring(ends.start(), ends.end()).strip();
                return text.substring(0, mark.isEmpty() ? ends.start() : ends.end()).strip();
            }
        }
        return start(text);
    }

    /// Eighteen words and a dash, or all of the text.
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
        return text.substring(0, at).strip() + (text.substring(at).isBlank() ? "" : CUT);
    }

    private static int words(String text) { return text.isBlank() ? 0 : text.strip().split("\\s+").length; }
}
