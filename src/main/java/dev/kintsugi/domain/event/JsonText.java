package dev.kintsugi.domain.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// Writes texts as JSON strings, with only the escapes that JSON demands. Stateless.
public final class JsonText {
    /// Whether a character of the first 128 is escaped: one look instead of three comparisons.
    private static final boolean[] ESCAPED = new boolean[128];

    static {
        Arrays.fill(ESCAPED, 0, ' ', true);
        ESCAPED['"'] = true;
        ESCAPED['\\'] = true;
    }

    /// From this length on a text is looked at eight characters at a time.
    private static final int LONG = 32;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = ONES << 7;

    private JsonText() {}

    /// Appends a text with its quotes. What needs no escape, which is nearly everything, is copied in one piece.
    public static void quote(String string, StringBuilder out) { quote(string, out, false); }

    /// Appends a text with its quotes for databases and other programs, which refuse half a character: the sign that
    /// stands for what cannot be shown takes its place.
    public static void quoteWhole(String string, StringBuilder out) { quote(string, out, true); }

    private static void quote(String string, StringBuilder out, boolean whole) {
        out.append('"');
        var from = 0;
        var length = string.length();
        if (length >= LONG && plain(string.getBytes(StandardCharsets.UTF_8))) {
            out.append(string).append('"');
            return;
        }
        for (int i = 0; i < length; i++) {
            var c = string.charAt(i);
            if (c < ESCAPED.length ? ESCAPED[c] : Character.isSurrogate(c) && loneSurrogate(string, i)) {
                out.append(string, from, i);
                if (whole && c >= ESCAPED.length) {
                    out.append('\uFFFD');
                } else {
                    escape(c, out);
                }
                from = i + 1;
            }
        }
        out.append(string, from, length).append('"');
    }

    /// Whether a text is ASCII without anything to escape, and without a question mark, which half a character becomes
    /// in bytes. Of eight bytes at once, one that is below a space or equal to what is sought sets its highest bit
    /// ("Determine if a word has a byte less than n", Bit Twiddling Hacks, S. E. Anderson).
    private static boolean plain(byte[] bytes) {
        var seen = 0L;
        var at = 0;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            var eight = (long) EIGHT.get(bytes, at);
            seen |= eight | eight - ONES * ' ' | is(eight, '"') | is(eight, '\\') | is(eight, '?');
        }
        for (; at < bytes.length; at++) {
            seen |= bytes[at] < 0 || ESCAPED[bytes[at]] || bytes[at] == '?' ? HIGH : 0;
        }
        return (seen & HIGH) == 0;
    }

    private static long is(long eight, char sought) { return (eight ^ ONES * sought) - ONES; }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> out.append("\\u").append(HexFormat.of().toHexDigits(c));
        }
    }

    /// Half a character cannot be written as UTF-8: it is escaped, so that the bytes keep it.
    private static boolean loneSurrogate(String string, int i) {
        var c = string.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == string.length() || !Character.isLowSurrogate(string.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(string.charAt(i - 1)));
    }
}
