package dev.kintsugi.cli;

import dev.kintsugi.report.stats.Shares;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.regex.Pattern;

/// Says in the terminal's charset what the lab says in Unicode: a mark that it lacks gets its nearest ASCII sign, any
/// other character a question mark. What would steer the terminal instead of being shown, as a model may write it,
/// becomes visible. Between a number and its % stands a plain space, so that it is found as one types it. Stateless.
final class PlainMarks {
    /// All control characters but tabs and ends of lines; an escape only when it does not begin one of our colours.
    private static final Pattern STEERING = Pattern.compile(
            "(?!\u001b\\[(?:0|1|2|31|33)m)[\\p{Cc}&&[^\t\n]]|[\u202a-\u202e\u2066-\u2069]");
    private static final String SHOWN = "\ufffd";

    private PlainMarks() {}

    static String in(Charset charset, String said) {
        var text = STEERING.matcher(Shares.typed(said.replace("\r\n", "\n"))).replaceAll(SHOWN);
        if (!charset.canEncode()) {
            return text;
        }
        var encoder = charset.newEncoder();
        return encoder.canEncode(text) ? text : plain(encoder, text);
    }

    private static String plain(CharsetEncoder encoder, String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            var sign = Character.toString(c);
            out.append(encoder.canEncode(sign) ? sign : nearest(c));
        });
        return out.toString();
    }

    private static String nearest(int c) {
        return switch (c) {
            case '▲' -> "!";
            case '◆' -> "?";
            case '●' -> "*";
            case '○' -> "o";
            case '✕' -> "x";
            case '✓' -> "+";
            case '·', '–', '—', '─', '‑' -> "-";
            case '…' -> "...";
            case '█' -> "#";
            case '░' -> ".";
            case '“', '”', '„' -> "\"";
            case '‘', '’' -> "'";
            case '×' -> "x";
            case 'µ', 'μ' -> "u";
            case '€' -> "EUR";
            case '\u00a0', '\u202f' -> " ";
            default -> "?";
        };
    }
}
