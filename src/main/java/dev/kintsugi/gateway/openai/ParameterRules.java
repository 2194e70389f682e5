package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// What OpenAI refuses beside the messages of a request. What it does not know it leaves alone. Stateless.
final class ParameterRules {
    private static final List<String> CHOICES = List.of("none", "auto", "required");
    private static final List<String> FORMATS = List.of("json_object", "json_schema", "text");

    private ParameterRules() {}

    /// @throws Refused for the first thing that is wrong
    static void check(JsonNode tree) {
        for (var flag : List.of("stream", "logprobs", "parallel_tool_calls", "store")) {
            optional(tree, flag, JsonNode::isBoolean, "a boolean");
        }
        for (var object : List.of("stream_options", "response_format", "metadata", "logit_bias")) {
            optional(tree, object, JsonNode::isObject, "an object");
        }
        optional(tree, "stop", n -> n.isTextual() || n.isArray(), "a string or an array of strings");
        optional(tree, "seed", JsonNode::isIntegralNumber, "an integer");
        number(tree, "temperature", 0, 2);
        number(tree, "top_p", 0, 1);
        number(tree, "presence_penalty", -2, 2);
        number(tree, "frequency_penalty", -2, 2);
        whole(tree, "n", 1, 128);
        whole(tree, "top_logprobs", 0, 20);
        whole(tree, "max_tokens", 1, Integer.MAX_VALUE);
        whole(tree, "max_completion_tokens", 1, Integer.MAX_VALUE);
        if (tree.path("stop").size() > 4) {
            throw Refused.bad("stop", "array_above_max_length", "Invalid 'stop': array too long. Expected an array"
                    + " with maximum length 4, but got an array with length " + tree.path("stop").size() + " instead.");
        }
        together(tree);
        tools(tree);
        format(tree);
    }

    private static void together(JsonNode tree) {
        if (tree.hasNonNull("stream_options") && !tree.path("stream").asBoolean()) {
            throw Refused.bad("stream_options", null,
                    "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
        }
        if (tree.hasNonNull("top_logprobs") && !tree.path("logprobs").asBoolean()) {
            throw Complaints.onlyWith("top_logprobs", "'logprobs' is enabled");
        }
    }

    private static void tools(JsonNode tree) {
        var tools = tree.path("tools");
        optional(tree, "tools", JsonNode::isArray, "an array of objects");
        if (tools.isArray() && tools.isEmpty()) {
            throw Complaints.empty("tools");
        }
        for (var i = 0; i < tools.size(); i++) {
            var place = "tools[" + i + "]";
            Complaints.unless(tools.get(i).isObject(), place, "an object", tools.get(i));
            if (isFunction(tools.get(i)) && !tools.get(i).path("function").path("name").isTextual()) {
                throw Complaints.missing(place + ".function.name");
            }
        }
        for (var name : List.of("tool_choice", "parallel_tool_calls")) {
            if (tree.hasNonNull(name) && !tree.hasNonNull("tools")) {
                throw Complaints.onlyWith(name, "'tools' are specified");
            }
        }
        choice(tree.path("tool_choice"), tools);
    }

    private static boolean isFunction(JsonNode tool) { return tool.path("type").asText("function").equals("function"); }

    private static void choice(JsonNode choice, JsonNode tools) {
        if (choice.isTextual()) {
            Complaints.among(CHOICES, "tool_choice", choice);
        } else if (choice.isObject() && choice.has("function")) {
            var name = choice.path("function").path("name").asText();
            if (tools.valueStream().noneMatch(t -> t.path("function").path("name").asText().equals(name))) {
                throw Refused.bad("tool_choice", null, "Invalid value for 'tool_choice': no function named '" + name
                        + "' was specified in the 'tools' parameter.");
            }
        }
    }

    private static void format(JsonNode tree) {
        var format = tree.path("response_format");
        if (!format.isObject()) {
            return;
        }
        if (!format.has("type")) {
            throw Complaints.missing("response_format.type");
        }
        Complaints.among(FORMATS, "response_format.type", format.path("type"));
        switch (format.path("type").asText()) {
            case "json_object" -> saysJson(tree);
            case "json_schema" -> {
                for (var name : List.of("json_schema", "json_schema.name")) {
                    if (format.at("/" + name.replace('.', '/')).isMissingNode()) {
                        throw Complaints.missing("response_format." + name);
                    }
                }
            }
            default -> {
            }
        }
    }

    /// A model that is told only by a parameter to write JSON may write blanks for ever.
    private static void saysJson(JsonNode tree) {
        if (!tree.path("messages").toString().toLowerCase(Locale.ROOT).contains("json")) {
            throw Refused.bad("messages", null, "'messages' must contain the word 'json' in some form, to use"
                    + " 'response_format' of type 'json_object'.");
        }
    }

    private static void optional(JsonNode tree, String name, Predicate<JsonNode> good, String wanted) {
        if (tree.hasNonNull(name)) {
            Complaints.unless(good.test(tree.path(name)), name, wanted, tree.path(name));
        }
    }

    private static void number(JsonNode tree, String name, double least, double most) {
        optional(tree, name, JsonNode::isNumber, "a decimal");
        bounds(tree, name, "decimal", least, most);
    }

    private static void whole(JsonNode tree, String name, int least, int most) {
        optional(tree, name, JsonNode::isIntegralNumber, "an integer");
        bounds(tree, name, "integer", least, most);
    }

    private static void bounds(JsonNode tree, String name, String kind, double least, double most) {
        var value = tree.path(name);
        if (!value.isNumber()) {
            return;
        }
        if (value.asDouble() < least) {
            throw Refused.bad(name, kind + "_below_min_value",
                    "Invalid '" + name + "': " + kind + " below minimum value."
                            + " Expected a value >= " + plain(least) + ", but got " + value + " instead.");
        }
        if (value.asDouble() > most) {
            throw Refused.bad(name, kind + "_above_max_value",
                    "Invalid '" + name + "': " + kind + " above maximum value."
                            + " Expected a value <= " + plain(most) + ", but got " + value + " instead.");
        }
    }

    private static String plain(double bound) { return Long.toString((long) bound); }
}
