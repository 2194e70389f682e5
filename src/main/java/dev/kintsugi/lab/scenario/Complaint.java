package dev.kintsugi.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.kintsugi.domain.Meant;
import dev.kintsugi.domain.Problem;
import java.util.ArrayList;
import java.util.List;

/// What a schema has against a file, in words for the person who wrote it. Immutable.
///
/// @param rule the part of the schema that complained; its other keywords say what is allowed
record Complaint(Source source, Error error, JsonNode rule) {
    static String pointer(NodePath path) {
        var pointer = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer.append('/').append(path.getElement(i));
        }
        return pointer.toString();
    }

    Place place() {
        var inside = keyword().equals("additionalProperties") ? "/" + error.getProperty() : "";
        return source.place(pointer(error.getInstanceLocation()) + inside);
    }

    Problem problem(int others) { return Source.problem(source.name(), place(), why() + more(others), todo()); }

    static String more(int others) {
        return others == 0 ? "" : " (and " + others + (others == 1 ? " more thing" : " more things") + " in it)";
    }

    private String keyword() { return error.getKeyword(); }

    String why() {
        return switch (keyword()) {
            case "additionalProperties" -> "there is no field '" + error.getProperty() + "' here";
            case "required" -> "the field '" + error.getProperty() + "' is missing" + in();
            case "type" -> named() + " is " + a(error.getInstanceNode());
            case "minLength" -> named() + " is empty";
            case "maxLength" -> named() + " is too long";
            case "minItems", "minProperties" -> named() + " has too few entries";
            case "maxItems", "maxProperties" -> named() + " has too many entries";
            default -> named() + " cannot be " + shown(error.getInstanceNode());
        };
    }

    String todo() {
        return switch (keyword()) {
            case "additionalProperties" -> Meant.of(error.getProperty(), fields()) + "Fields here are: "
                    + String.join(", ", fields());
            case "required" -> "Add it" + described(rule.path("properties").path(error.getProperty()));
            case "type" -> "Write " + types() + quotes() + described(rule);
            case "enum" -> Meant.of(error.getInstanceNode().asText(), names(rule.path("enum"))) + "Use one of: "
                    + listed(rule.path("enum"));
            case "const" -> "Write " + rule.path("const").asText() + ", or leave it out";
            case "minimum", "maximum" -> "Use a number " + (rule.has("minimum") && rule.has("maximum")
                    ? "from " + rule.path("minimum").asText() + " to " + rule.path("maximum").asText()
                    : "not " + (keyword().equals("minimum") ? "below " : "above ") + rule.path(keyword()).asText());
            case "exclusiveMinimum" -> "Use a number above " + rule.path("exclusiveMinimum").asText();
            case "exclusiveMaximum" -> "Use a number below " + rule.path("exclusiveMaximum").asText();
            case "minLength" -> "Write something, or leave the field out";
            case "maxLength" -> "Use at most " + rule.path("maxLength").asText() + " characters";
            case "minItems", "maxItems" ->
                "Use " + rule.path("minItems").asText() + " to " + rule.path("maxItems").asText() + " entries";
            case "minProperties", "maxProperties" -> rule.has("minProperties")
                    ? "Use exactly one of: " + String.join(", ", fields())
                    : "Use at most " + rule.path("maxProperties").asText() + " entries";
            case "pattern" -> "Write it like " + listed(rule.path("examples")) + described(rule);
            default -> "The schema says: " + error.getMessage();
        };
    }

    private String named() {
        var path = error.getInstanceLocation();
        if (path.getNameCount() == 0) {
            return source.whole();
        }
        var last = path.getElement(path.getNameCount() - 1);
        return last instanceof Integer index
                ? "entry " + (index + 1) + " of '" + path.getElement(path.getNameCount() - 2)
                        + "'"
                : "'" + last + "'";
    }

    private String in() { return error.getInstanceLocation().getNameCount() == 0 ? "" : " in " + named(); }

    private List<String> fields() {
        var names = new ArrayList<String>();
        rule.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private String types() {
        var types = rule.path("type");
        if (types.isTextual()) {
            return type(types.asText());
        }
        var words = new ArrayList<String>();
        types.forEach(t -> words.add(type(t.asText())));
        return String.join(" or ", words);
    }

    private String quotes() {
        var textWanted = rule.path("type").asText().equals("string") && error.getInstanceNode().isValueNode()
                && !error.getInstanceNode().isNull();
        return textWanted ? " in quotes: \"" + error.getInstanceNode().asText() + "\"" : "";
    }

    private static String described(JsonNode schema) {
        var words = schema.path("description").asText().replaceAll("\\.$", "");
        return words.isEmpty() ? "" : (Character.isUpperCase(words.charAt(0)) ? ". " : ": ") + words;
    }

    private static String listed(JsonNode values) { return String.join(", ", names(values)); }

    private static List<String> names(JsonNode values) {
        var names = new ArrayList<String>();
        values.forEach(v -> names.add(v.asText()));
        return names;
    }

    private static String type(String name) {
        return switch (name) {
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            default -> "a map of fields";
        };
    }

    private static String a(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.asText().isEmpty() ? "empty" : "the text " + shown(node);
            case NUMBER -> "the number " + node.asText();
            case BOOLEAN -> "the value " + node.asText();
            case ARRAY -> "a list";
            case OBJECT -> "a map of fields";
            case NULL, MISSING, BINARY, POJO -> "empty";
        };
    }

    private static String shown(JsonNode node) {
        var text = node.isValueNode() ? node.asText() : node.toString();
        return "'" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "'";
    }
}
