package dev.kintsugi.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.domain.Beginning;
import java.util.regex.Pattern;

/// Makes a value that fits a JSON Schema, out of something that was said. Covers types, enums, constants, defaults,
/// bounds of numbers and lists, and the first of alternatives. What is named like a key gets the first key that was
/// said, as `INS-2024-9876`. Immutable.
record SchemaExample(String said) {
    private static final Pattern NAMED_LIKE_A_KEY = Pattern.compile("(?i).*(id|number|code|ref|reference|key)");
    private static final Pattern KEY = Pattern.compile("\\b(?=[\\w-]*\\d)\\w[\\w-]*\\w\\b");
    private static final int DEEPEST = 12;

    JsonNode of(JsonNode schema) { return of(schema, schema, "", 0); }

    private JsonNode of(JsonNode schema, JsonNode root, String name, int depth) {
        var json = JsonNodeFactory.instance;
        if (depth > DEEPEST) {
            return json.nullNode();
        }
        if (schema.has("$ref")) {
            var place = schema.path("$ref").asText();
            return place.startsWith("#/") ? of(root.at(place.substring(1)), root, name, depth + 1) : json.nullNode();
        }
        for (var fixed : new String[]{"const", "default"}) {
            if (schema.has(fixed)) {
                return schema.get(fixed);
            }
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").get(0);
        }
        for (var choice : new String[]{"anyOf", "oneOf", "allOf"}) {
            if (schema.path(choice).size() > 0) {
                return of(schema.path(choice).get(0), root, name, depth + 1);
            }
        }
        return switch (type(schema)) {
            case "object" -> object(schema, root, depth);
            case "array" -> {
                var list = json.arrayNode();
                for (var i = 0; i < Math.clamp(schema.path("minItems").asInt(1), 1, 20); i++) {
                    list.add(of(schema.path("items"), root, name, depth + 1));
                }
                yield list;
            }
            case "integer" -> json.numberNode(schema.path("minimum").asLong(1));
            case "number" -> json.numberNode(schema.path("minimum").asDouble(1));
            case "boolean" -> json.booleanNode(true);
            case "null" -> json.nullNode();
            default -> json.textNode(word(schema, name));
        };
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.path(0).asText("string") : type.asText(schema.has("properties") ? "object" : "");
    }

    private JsonNode object(JsonNode schema, JsonNode root, int depth) {
        var made = JsonNodeFactory.instance.objectNode();
        schema.path("properties").properties()
                .forEach(e -> made.set(e.getKey(), of(e.getValue(), root, e.getKey(), depth + 1)));
        return made;
    }

    private String word(JsonNode schema, String name) {
        var most = schema.path("maxLength").asInt(200);
        var key = NAMED_LIKE_A_KEY.matcher(name).matches() ? KEY.matcher(said) : null;
        var text = key != null && key.find() ? key.group() : said.isBlank() ? "example" : said.strip();
        return switch (schema.path("format").asText()) {
            case "date" -> "2026-01-05";
            case "date-time" -> "2026-01-05T09:00:00Z";
            case "email" -> "someone@example.com";
            case "uri" -> "https://example.com/";
            case "uuid" -> "00000000-0000-4000-8000-000000000000";
            default -> Beginning.of(text, most);
        };
    }
}
