package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What OpenAI refuses alike in both of its APIs. Stateless.
final class SharedRules {
    private static final List<String> CHOICES = List.of("none", "auto", "required");
    private static final List<String> MODES = List.of("auto", "required");
    private static final List<String> FORMATS = List.of("json_object", "json_schema", "text");
    private static final int MOST_TOOLS = 128;

    private SharedRules() {}

    static void streamOptions(JsonNode asked) {
        if (asked.hasNonNull("stream_options") && !asked.path("stream").asBoolean()) {
            throw RefusedCall.bad("stream_options", null,
                    "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
        }
    }

    /// The list of that name as it came, of tools or of what they were before.
    static JsonNode tools(JsonNode asked, String name) {
        Values.optional(asked, name, JsonNode::isArray, "an array of objects");
        Complaints.atMost(MOST_TOOLS, name, asked.path(name));
        return asked.path(name);
    }

    /// A function as a tool describes it.
    static void function(JsonNode function, String place) {
        Values.named(function.path("name"), place + ".name");
        if (function.hasNonNull("parameters")) {
            Complaints.unless(function.path("parameters").isObject(), place + ".parameters", "an object",
                    function.path("parameters"));
        }
    }

    /// Which tools are called, as a word.
    static void choice(JsonNode word) { Complaints.among(CHOICES, "tool_choice", word); }

    /// How tools are called of which only some are allowed.
    static void mode(JsonNode word, String place) { Complaints.among(MODES, place, word); }

    /// The type of the format that a reply is to have; empty when none is asked for.
    static String format(JsonNode format, String place) {
        if (!format.isObject()) {
            return "";
        }
        if (!format.has("type")) {
            throw Complaints.missing(place + ".type");
        }
        Complaints.among(FORMATS, place + ".type", format.path("type"));
        return format.path("type").asText();
    }
}
