package dev.kintsugi.agent.pack;

import dev.kintsugi.domain.model.Passage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// A data record of a pack, such as one policy. Immutable.
///
/// @param type   e.g. `policy`
/// @param fields name to value, in the file's order
public record Item(String type, String id, SequencedMap<String, String> fields) {
    public Item {
        Words.filled("a record's type", type);
        Words.filled("a record's id", id);
        var kept = new LinkedHashMap<String, String>();
        fields.forEach((name, value) -> kept.put(name, Words.oneLine(value)));
        fields = Collections.unmodifiableSequencedMap(kept);
    }

    /// A field's value; empty when there is none.
    public String get(String field) { return fields.getOrDefault(field, ""); }

    /// The record as words, so that what is said can be checked against it.
    public Passage passage() {
        var text = fields.entrySet().stream().map(Item::words).collect(Collectors.joining(". ", "", "."));
        return new Passage(type + "." + id, Character.toUpperCase(type.charAt(0)) + type.substring(1) + " " + id, text);
    }

    private static String words(Map.Entry<String, String> field) {
        return field.getKey().replace('_', ' ').toLowerCase(Locale.ROOT) + ": " + field.getValue();
    }
}
