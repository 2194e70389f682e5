package dev.kintsugi.domain.event;

import dev.kintsugi.domain.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Writes a value in its one canonical form: JSON without spaces, record components in their declared order, nulls
/// left out, whole numbers only, and only the escapes that JSON demands. A [Text] is written as its number among the
/// texts of this writer. One writer serves one entry and one thread.
final class CanonicalWriter {
    private final IntFunction<String> salts;
    private final List<String> salted = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    CanonicalWriter(IntFunction<String> salts) { this.salts = salts; }

    void write(Object value, StringBuilder out) {
        switch (value) {
            case Text text -> text(text, out);
            case String string -> quote(string, out);
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(number.longValue());
            case Boolean bool -> out.append(bool.booleanValue());
            case Enum<?> constant -> quote(EventTypes.snake(constant.name()), out);
            case List<?> list -> list(list, out);
            case Record tuple -> fields(tuple, out);
            default -> throw new IllegalArgumentException(value.getClass() + " has no canonical form");
        }
    }

    private void text(Text text, StringBuilder out) {
        out.append("{\"text\":").append(values.size()).append('}');
        salted.add(salts.apply(values.size()));
        values.add(text.value());
    }

    private void list(List<?> list, StringBuilder out) {
        out.append('[');
        var separator = "";
        for (var element : list) {
            out.append(separator);
            write(element, out);
            separator = ",";
        }
        out.append(']');
    }

    private void fields(Record tuple, StringBuilder out) {
        out.append('{');
        var separator = "";
        for (var field : RecordShape.of(tuple.getClass()).fields()) {
            var value = field.get(tuple);
            if (value != null) {
                out.append(separator).append('"').append(field.name()).append("\":");
                write(value, out);
                separator = ",";
            }
        }
        out.append('}');
    }

    void digests(StringBuilder out) {
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "\"" : ",\"").append(Chain.sha256(salted.get(i) + values.get(i))).append('"');
        }
    }

    void texts(StringBuilder out) {
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : ",").append("{\"salt\":\"").append(salted.get(i)).append("\",\"text\":");
            quote(values.get(i), out);
            out.append('}');
        }
    }

    static void quote(String string, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            escape(string, i, out);
        }
        out.append('"');
    }

    private static void escape(String string, int i, StringBuilder out) {
        var c = string.charAt(i);
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < 0x20 || loneSurrogate(string, i)) {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
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
