package dev.kintsugi.recovery.detect;

import java.util.ArrayList;
import java.util.List;

/// What stands between two blanks of a text, without the marks around it, and what it is made of. Immutable.
///
/// @param start where it begins in the text, end exclusive
record Chunk(String text, int start, int end, boolean digits, boolean letters) {
    private static final String OPENING = "([{\"'*_`<“‘„«~";
    private static final String CLOSING = ".,;:!?)]}\"'*_`>”’“»~…";

    char at(int i) { return text.charAt(i); }

    int length() { return text.length(); }

    /// Whether every character from here to there is a digit, and there is one.
    boolean digits(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!digit(text.charAt(i))) {
                return false;
            }
        }
        return to > from;
    }

    int number(int from, int to) { return Integer.parseInt(text, from, to, 10); }

    static boolean digit(char c) { return c >= '0' && c <= '9'; }

    /// The chunks of a text in which a fact may stand: those with a digit or with the signs of an address. Those that
    /// are not separated by more than a blank can be asked for their neighbours in the list of all.
    static List<Chunk> of(String text, boolean fields) {
        var chunks = new ArrayList<Chunk>();
        int at = 0;
        while (at < text.length()) {
            while (at < text.length() && blank(text.charAt(at), fields)) {
                at++;
            }
            int from = at;
            boolean suspicious = false;
            while (at < text.length() && !blank(text.charAt(at), fields)) {
                char c = text.charAt(at++);
                suspicious |= digit(c) || c == '@' || c == '/' || c == '.' || c == '§';
            }
            if (suspicious) {
                add(chunks, text, from, at);
            }
        }
        return chunks;
    }

    private static boolean blank(char c, boolean fields) {
        if (c > ' ' && c < 128) {
            return c == '|' || fields && (c == '"' || c == '{' || c == '}');
        }
        return Character.isWhitespace(c) || c == '\u00a0';
    }

    private static void add(List<Chunk> chunks, String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && OPENING.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && CLOSING.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        boolean digits = false;
        boolean letters = false;
        boolean inner = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            digits |= digit(c);
            letters |= Character.isLetter(c);
            inner |= c == '@' || c == '/' || c == '.' && i + 1 < end;
        }
        if (digits || letters && inner) {
            chunks.add(new Chunk(text.substring(start, end), start, end, digits, letters));
        }
    }
}
