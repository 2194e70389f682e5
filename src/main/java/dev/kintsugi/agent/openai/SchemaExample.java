package dev.kintsugi.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.domain.Beginning;
import java.util.HashSet;
import java.util.regex.Pattern;

/// Makes a value that fits a JSON Schema, out of something that was said. Covers types, enums, constants, defaults,
/// bounds of numbers, texts and lists, formats, simple patterns, and the first of alternatives. What is named like a key
/// gets the first key that was said, as `INS-2024-9876`; what is named like a command gets a harmless one, since the tool
/// may be real. A schema may refer to itself, or ask for lists of lists: where
/// the value gets deep or large, only what is required is made, and at last null. Makes one value.
final class SchemaExample {
    private static final Pattern NAMED_LIKE_A_KEY = Pattern.compile("(?i).*(id|number|code|ref|reference|key)");
    private static final Pattern NAMED_LIKE_A_COMMAND = Pattern.compile("(?i).*(command|cmd|script|shell)");
    private static final String HARMLESS = "echo example";
    private static final Pattern KEY = Pattern.compile("\\b(?=[\\w-]*\\d)\\w[\\w-]*\\w\\b");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEP = 6;
    private static final int DEEPEST = 12;
    private static final int LARGE = 16_000;
    private static final int LARGEST = 32_000;
    private static final int MOST_ITEMS = 20;
    private static final int LONGEST = 200;
    private static final int MOST_READS = 50_000;

    private final String said;
    private final JsonNode root;
    private final Reads reads = new Reads(MOST_READS);
    /// Characters so far, about.
    private int made;

    private SchemaExample(String said, JsonNode root) {
        this.said = said;
        this.root = root;
    }

    static JsonNode of(JsonNode schema, String said) { return new SchemaExample(said, schema).of(schema, "", 0); }

    private JsonNode of(JsonNode schema, String name, int depth) {
        made += 1 + name.length();
        if (depth > DEEPEST || made > LARGEST) {
            return JSON.nullNode();
        }
        var place = schema.path("$ref").asText();
        if (!place.isEmpty()) {
            return place.startsWith("#/") ? of(root.at(place.substring(1)), name, depth + 1) : JSON.nullNode();
        }
        var value = given(schema);
        if (value.isMissingNode()) {
            value = alternative(schema, name, depth);
        }
        return value.isMissingNode() ? typed(schema, name, depth) : value;
    }

    /// What the schema itself names; missing when it names nothing.
    private JsonNode given(JsonNode schema) {
        var value = schema.has("const")
                ? schema.get("const")
                : schema.has("default") ? schema.get("default") : schema.path("enum").path(0);
        made += value.isMissingNode() ? 0 : value.toString().length();
        return value;
    }

    private JsonNode alternative(JsonNode schema, String name, int depth) {
        for (var key : new String[]{"anyOf", "oneOf", "allOf"}) {
            var choices = schema.path(key);
            if (!choices.isEmpty()) {
                var nothing = isShort(depth) && choices.valueStream().anyMatch(c -> type(c).equals("null"));
                return nothing ? JSON.nullNode() : of(choices.get(0), name, depth + 1);
            }
        }
        return JSON.missingNode();
    }

    private JsonNode typed(JsonNode schema, String name, int depth) {
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer" -> NumberExample.whole(schema);
            case "number" -> NumberExample.of(schema);
            case "boolean" -> JSON.booleanNode(true);
            case "null" -> JSON.nullNode();
            default -> JSON.textNode(word(schema, name));
        };
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.path(0).asText("string") : type.asText(schema.has("properties") ? "object" : "");
    }

    private boolean isShort(int depth) { return depth > DEEP || made > LARGE; }

    private JsonNode object(JsonNode schema, int depth) {
        var fields = JSON.objectNode();
        var required = new HashSet<String>();
        schema.path("required").forEach(r -> required.add(r.asText()));
        schema.path("properties").properties().stream()
                .filter(e -> required.contains(e.getKey()) || !isShort(depth))
                .forEach(e -> fields.set(e.getKey(), of(e.getValue(), e.getKey(), depth + 1)));
        return fields;
    }

    private ArrayNode array(JsonNode schema, String name, int depth) {
        var list = JSON.arrayNode();
        var fewest = isShort(depth) || schema.path("maxItems").asInt(1) < 1 ? 0 : 1;
        for (var i = Math.clamp(schema.path("minItems").asInt(), fewest, MOST_ITEMS); i > 0 && made <= LARGEST; i--) {
            list.add(of(schema.path("items"), name, depth + 1));
        }
        return list;
    }

    private String word(JsonNode schema, String name) {
        var text = text(name);
        var word = switch (schema.path("format").asText()) {
            case "date" -> "2026-01-05";
            case "time" -> "09:00:00Z";
            case "date-time" -> "2026-01-05T09:00:00Z";
            case "duration" -> "P1D";
            case "email" -> "someone@example.com";
            case "hostname" -> "example.com";
            case "ipv4" -> "192.0.2.1";
            case "ipv6" -> "2001:db8::1";
            case "uri", "url" -> "https://example.com/";
            case "uuid" -> "00000000-0000-4000-8000-000000000000";
            default -> sized(schema, patterned(schema, text));
        };
        made += word.length();
        return word;
    }

    private String text(String name) {
        if (NAMED_LIKE_A_COMMAND.matcher(name).matches()) {
            return HARMLESS;
        }
        var key = NAMED_LIKE_A_KEY.matcher(name).matches() ? KEY.matcher(said) : null;
        return key != null && key.find() ? key.group() : said.isBlank() ? "example" : said.strip();
    }

    private String patterned(JsonNode schema, String text) {
        var pattern = schema.path("pattern").asText();
        return pattern.isEmpty() ? text : PatternExample.of(pattern, text, reads).orElse(text);
    }

    /// Cut to the longest that is allowed, or said again until it is long enough.
    private static String sized(JsonNode schema, String text) {
        var most = Math.clamp(schema.path("maxLength").asInt(LONGEST), 0, LONGEST);
        var fewest = Math.clamp(schema.path("minLength").asInt(0), 0, LONGEST);
        var all = new StringBuilder(text);
        while (all.codePointCount(0, all.length()) < fewest) {
            all.append(' ').append(text.isEmpty() ? "example" : text);
        }
        return Beginning.of(all.toString(), Math.max(most, fewest));
    }
}
