package dev.kintsugi.domain;

import java.util.regex.Pattern;

/// Words as they are typed at a prompt. Stateless.
public final class Shell {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:\\\\@%+=,-]+");
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private Shell() {}

    /// The word as it stands where no shell would read it otherwise, else in quotes: single ones, in which nothing is read
    /// otherwise; on Windows, whose prompts have others, double ones.
    public static String word(String text) { return word(text, WINDOWS); }

    static String word(String text, boolean windows) {
        if (PLAIN.matcher(text).matches() && (windows || text.indexOf('\\') < 0)) {
            return text;
        }
        return windows ? '"' + text + '"' : quoted(text);
    }

    /// In single quotes, in which no shell but that of Windows reads anything otherwise.
    public static String quoted(String text) { return '\'' + text.replace("'", "'\\''") + '\''; }
}
