package dev.kintsugi.cli;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/// Says in the terminal's charset what the lab says in Unicode: a mark that it lacks gets its nearest ASCII sign, any
/// other character a question mark. Stateless.
final class PlainMarks {
    private PlainMarks() {}

    static String in(Charset charset, String text) {
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
