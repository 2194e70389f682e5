package dev.kintsugi.domain.event;

import dev.kintsugi.domain.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
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
            case String string -> JsonText.quote(string, out);
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(number.longValue());
            case Boolean bool -> out.append(bool.booleanValue());
            case Enum<?> constant -> out.append('"').append(EventTypes.wire(constant)).append('"');
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
        var begin = out.length();
        for (var field : RecordShape.of(tuple.getClass()).fields()) {
            var value = field.get(tuple);
            if (value != null) {
                out.append(field.label(), out.length() == begin ? 1 : 0, field.label().length());
                write(value, out);
            }
        }
        out.append('}');
    }

    /// @param hash of a salt and a text
    void digests(StringBuilder out, BinaryOperator<String> hash) {
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "\"" : ",\"").append(hash.apply(salted.get(i), values.get(i))).append('"');
        }
    }

    void texts(StringBuilder out) {
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : ",").append("{\"salt\":\"").append(salted.get(i)).append("\",\"text\":");
            JsonText.quote(values.get(i), out);
            out.append('}');
        }
    }
}
