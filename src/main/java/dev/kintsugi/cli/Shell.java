package dev.kintsugi.cli;

import java.util.regex.Pattern;

/// Words as they are typed at a prompt. Stateless.
final class Shell {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:\\\\@%+=,-]+");
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private Shell() {}

    /// The word as it stands where no shell would read it otherwise, else in quotes: single ones, in which nothing is read
    /// otherwise; on Windows, whose prompts have others, double ones.
    static String word(String text) { return word(text, WINDOWS); }

    static String word(String text, boolean windows) {
        if (PLAIN.matcher(text).matches() && (windows || text.indexOf('\\') < 0)) {
            return text;
        }
        return windows ? '"' + text + '"' : '\'' + text.replace("'", "'\\''") + '\'';
    }
}
