package dev.kintsugi.workbench.inspector;

import dev.kintsugi.domain.Beginning;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Entry;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A line of the tree of events: an event, or one of its parts. Immutable.
///
/// @param entry the event it belongs to
public record EventRow(Entry entry, String name, String value, List<EventRow> parts) {
    /// As much of a text as a line of the tree can show.
    private static final int LONGEST = 2_000;

    public EventRow {
        parts = List.copyOf(parts);
    }

    static EventRow of(Entry entry, long startedMs) {
        return new EventRow(entry, entry.sequence() + "  " + spaced(entry.event().getClass().getSimpleName()),
                (entry.lab() - startedMs) + " ms", fields(entry, (Record) entry.event()));
    }

    private static List<EventRow> fields(Entry entry, Record values) {
        var rows = new ArrayList<EventRow>();
        for (var field : values.getClass().getRecordComponents()) {
            var value = read(field, values);
            if (value != null) {
                rows.add(part(entry, spaced(field.getName()), value));
            }
        }
        return rows;
    }

    private static EventRow part(Entry entry, String name, Object value) {
        return switch (value) {
            case Text text -> new EventRow(entry, name,
                    text.redacted() ? "taken out" : Beginning.marked(text.value(), LONGEST), List.of());
            case Record tuple -> new EventRow(entry, name, "", fields(entry, tuple));
            case List<?> list -> list(entry, name, list);
            case Enum<?> constant ->
                new EventRow(entry, name, constant.name().toLowerCase(Locale.ROOT).replace('_', ' '), List.of());
            default -> new EventRow(entry, name, value.toString(), List.of());
        };
    }

    private static EventRow list(Entry entry, String name, List<?> list) {
        var parts = new ArrayList<EventRow>();
        for (int i = 0; i < list.size(); i++) {
            parts.add(part(entry, Integer.toString(i + 1), list.get(i)));
        }
        return new EventRow(entry, name, list.isEmpty() ? "none" : list.size() + "", parts);
    }

    /// `naturalStatus` as `natural status`.
    private static String spaced(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object read(RecordComponent field, Record values) {
        try {
            return field.getAccessor().invoke(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record can be read", e);
        }
    }
}
