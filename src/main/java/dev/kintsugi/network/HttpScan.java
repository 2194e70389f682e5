package dev.kintsugi.network;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Gathers the head of a message, and notices what is none. For one thread.
final class HttpScan {
    static final Pattern REQUEST = Pattern.compile("[A-Z]{1,16} \\S{1,8000} HTTP/1\\.[01]");
    static final Pattern REPLY = Pattern.compile("HTTP/1\\.[01] [1-9]\\d\\d( .*)?");
    private static final int LONGEST_LINE = 8_192;
    private static final int LONGEST_HEAD = 64 << 10;

    private final Pattern first;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    /// Of the line that is not yet at its end.
    private int length;
    private int lines;
    private boolean whole;
    private boolean none;

    /// @param first how its first line looks
    HttpScan(Pattern first) { this.first = first; }

    /// Takes bytes up to the end of a head. Returns how many; what it took of something else, [#bytes()] has.
    int take(byte[] bytes, int from, int count) {
        var taken = 0;
        while (taken < count && !whole && !none) {
            var each = bytes[from + taken++];
            gathered.write(each);
            if (each == '\n') {
                line();
            } else if (each != '\r') {
                length++;
            }
        }
        if (!whole && !none) {
            none = lines == 0 ? gathered.size() > LONGEST_LINE || !fits(false) : gathered.size() > LONGEST_HEAD;
        }
        return taken;
    }

    private void line() {
        if (length > 0) {
            lines++;
            none = lines == 1 && !fits(true) || gathered.size() > LONGEST_HEAD;
        } else {
            whole = lines > 0;
        }
        length = 0;
    }

    private boolean fits(boolean all) {
        var text = gathered.toString(StandardCharsets.ISO_8859_1).strip();
        var matcher = first.matcher(text);
        return matcher.matches() || !all && (text.isEmpty() || matcher.hitEnd());
    }

    /// Whether the whole head is there.
    boolean isWhole() { return whole; }

    /// Whether it is no head.
    boolean isNone() { return none; }

    boolean isEmpty() { return gathered.size() == 0; }

    /// What was gathered; it is empty afterwards.
    byte[] bytes() {
        var all = gathered.toByteArray();
        gathered.reset();
        length = 0;
        lines = 0;
        whole = false;
        none = false;
        return all;
    }
}
