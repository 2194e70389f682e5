package dev.kintsugi.services;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// A request that is well formed. Immutable but for the body, which is not to be changed.
///
/// @param path   without the query
/// @param fields the parameters of the query, and of a form
/// @param body   a JSON object; an empty one when there was none
record Asked(String method, String path, Map<String, String> fields, JsonNode body) {
    private static final int LONGEST = 2_000;

    Asked {
        fields = Map.copyOf(fields);
    }

    boolean get(String wanted) { return method.equals("GET") && path.equals(wanted); }

    boolean post(String wanted) { return method.equals("POST") && path.equals(wanted); }

    /// A parameter; empty when it is absent.
    String field(String name) { return fields.getOrDefault(name, "").strip(); }

    /// A text of the body; empty when it is absent. Refuses what is no text or too long a one.
    String text(String name) throws Refusal { return text(body.path(name), name); }

    /// A text within an object of the body.
    String text(String object, String name) throws Refusal {
        return text(body.path(object).path(name), object + "." + name);
    }

    private static String text(JsonNode value, String name) throws Refusal {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw Refusal.bad("'" + name + "' must be a text");
        }
        return plain(value.asText(), name);
    }

    /// The text, when it is none that a person could not have meant.
    static String plain(String text, String name) throws Refusal {
        if (text.length() > LONGEST) {
            throw Refusal.bad("'" + name + "' is longer than " + LONGEST + " characters");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t' || c == 0x7F)) {
            throw Refusal.bad("'" + name + "' has control characters in it");
        }
        return text.strip();
    }

    /// A whole number among the parameters.
    int whole(String name, int usual, int least, int most) throws Refusal {
        var text = field(name);
        if (text.isEmpty()) {
            return usual;
        }
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw Refusal.bad("'" + name + "' must be a whole number from " + least + " to " + most);
        }
        return Integer.parseInt(text);
    }
}
