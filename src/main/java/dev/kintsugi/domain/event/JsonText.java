package dev.kintsugi.domain.event;

import java.util.HexFormat;

/// Writes texts as JSON strings, with only the escapes that JSON demands. Stateless.
public final class JsonText {
    private JsonText() {}

    /// Appends a text with its quotes. What needs no escape, which is nearly everything, is copied in one piece.
    public static void quote(String string, StringBuilder out) {
        out.append('"');
        var from = 0;
        for (int i = 0; i < string.length(); i++) {
            var c = string.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\' || Character.isSurrogate(c) && loneSurrogate(string, i)) {
                escape(c, out.append(string, from, i));
                from = i + 1;
            }
        }
        out.append(string, from, string.length()).append('"');
    }

    /// Appends a text with its quotes for databases and other programs, which refuse half a character: the sign that
    /// stands for what cannot be shown takes its place.
    public static void quoteWhole(String string, StringBuilder out) {
        for (int i = 0; i < string.length(); i++) {
            if (Character.isSurrogate(string.charAt(i)) && loneSurrogate(string, i)) {
                var whole = new StringBuilder(string);
                for (int j = i; j < string.length(); j++) {
                    if (Character.isSurrogate(string.charAt(j)) && loneSurrogate(string, j)) {
                        whole.setCharAt(j, '\uFFFD');
                    }
                }
                quote(whole.toString(), out);
                return;
            }
        }
        quote(string, out);
    }

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
