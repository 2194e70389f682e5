package dev.kintsugi.recovery.detect;

import java.util.regex.Pattern;

/// Finds the piece of a text around a place. Stateless.
final class Sentences {
    static final Pattern END = Pattern.compile("(?<=[.!?])\\s|\\n");

    private Sentences() {}

    /// The piece that holds the span, between two breaks.
    static String around(String text, int start, int end, Pattern breaks) {
        int from = 0;
        int to = text.length();
        var matcher = breaks.matcher(text);
        while (matcher.find()) {
            if (matcher.end() <= start) {
                from = matcher.end();
            } else if (matcher.start() >= end) {
                to = matcher.start();
                break;
            }
        }
        return text.substring(from, to).strip();
    }
}
