package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What OpenAI refuses in a request for a response, but for its items. What it does not know it leaves alone. Stateless.
final class ResponseRules {
    private static final String LOGPROBS = "message.output_text.logprobs";
    private static final List<String> TRUNCATIONS = List.of("auto", "disabled");
    private static final List<String> VERBOSITIES = List.of("low", "medium", "high");
    private static final int FEWEST_TOKENS = 16;
    /// What chat completions call otherwise.
    private static final Map<String, String> MOVED = Map.of("messages", "input", "max_tokens", "max_output_tokens",
            "max_completion_tokens", "max_output_tokens", "response_format", "text.format", "reasoning_effort",
            "reasoning.effort", "verbosity", "text.verbosity");

    private ResponseRules() {}

    /// @throws RefusedCall for the first thing that is wrong
    static void check(JsonNode asked) {
        moved(asked);
        if (!asked.hasNonNull("model")) {
            throw Complaints.missing("model");
        }
        Complaints.unless(asked.path("model").isTextual(), "model", "a string", asked.path("model"));
        for (var text : List.of("instructions", "previous_response_id", "prompt_cache_key", "safety_identifier",
                "truncation", "user")) {
            Values.optional(asked, text, JsonNode::isTextual, "a string");
        }
        for (var flag : List.of("stream", "store", "parallel_tool_calls", "background")) {
            Values.optional(asked, flag, JsonNode::isBoolean, "a boolean");
        }
        for (var object : List.of("stream_options", "text", "metadata", "reasoning")) {
            Values.optional(asked, object, JsonNode::isObject, "an object");
        }
        Values.number(asked, "temperature", 0, 2);
        Values.number(asked, "top_p", 0, 1);
        Values.whole(asked, "top_logprobs", 0, 20);
        Values.optional(asked, "include", JsonNode::isArray, "an array of strings");
        Values.whole(asked, "max_output_tokens", FEWEST_TOKENS, Integer.MAX_VALUE);
        Values.optional(asked, "max_tool_calls", JsonNode::isIntegralNumber, "an integer");
        Values.metadata(asked);
        told(asked);
        input(asked);
        together(asked);
        tools(asked);
        format(asked, asked.path("text").path("format"));
    }

    private static void moved(JsonNode asked) {
        for (var old : MOVED.entrySet()) {
            if (asked.hasNonNull(old.getKey())) {
                throw RefusedCall.bad(old.getKey(), "unsupported_parameter", "Unsupported parameter: '" + old.getKey()
                        + "'. In the Responses API, this parameter has moved to '" + old.getValue()
                        + "'. Try again with the new parameter. See the API documentation for more information:"
                        + " https://platform.openai.com/docs/api-reference/responses/create.");
            }
        }
    }

    /// What is said back in the response, where its reader finds nothing but words that it knows.
    private static void told(JsonNode asked) {
        if (asked.hasNonNull("truncation")) {
            Complaints.among(TRUNCATIONS, "truncation", asked.path("truncation"));
        }
        if (asked.path("text").hasNonNull("verbosity")) {
            Complaints.among(VERBOSITIES, "text.verbosity", asked.path("text").path("verbosity"));
        }
        for (var word : List.of("effort", "summary")) {
            var said = asked.path("reasoning").path(word);
            Complaints.unless(said.isTextual() || said.isNull() || said.isMissingNode(), "reasoning." + word,
                    "a string",
                    said);
        }
    }

    /// What a lab cannot have, it cannot find: conversations and prompts that OpenAI keeps.
    private static void input(JsonNode asked) {
        if (asked.hasNonNull("conversation")) {
            if (asked.hasNonNull("previous_response_id")) {
                throw RefusedCall.bad("previous_response_id", "mutually_exclusive_parameters",
                        "Mutually exclusive parameters: Ensure you are only providing one of: 'previous_response_id'"
                                + " or 'conversation'.");
            }
            throw unknown("Conversation", asked.path("conversation"), "conversation");
        }
        if (asked.hasNonNull("prompt")) {
            throw unknown("Prompt", asked.path("prompt"), "prompt");
        }
        var input = asked.path("input");
        if (!asked.hasNonNull("input") && !asked.hasNonNull("previous_response_id")) {
            throw RefusedCall.bad("input", "missing_required_parameter",
                    "One of \"input\" or \"previous_response_id\" or"
                            + " 'prompt' or 'conversation' must be provided.");
        }
        if (asked.hasNonNull("input")) {
            Complaints.unless(input.isTextual() || input.isArray(), "input", "one of a string or array of input items",
                    input);
        }
        if (input.isArray() && input.isEmpty() && !asked.hasNonNull("previous_response_id")) {
            throw Complaints.empty("input");
        }
    }

    private static RefusedCall unknown(String what, JsonNode named, String param) {
        return new RefusedCall(404, "invalid_request_error", param, null,
                what + " with id '" + named.path("id").asText(named.asText()) + "' not found.");
    }

    private static void together(JsonNode asked) {
        SharedRules.streamOptions(asked);
        if (asked.path("background").asBoolean() && !asked.path("store").asBoolean(true)) {
            throw RefusedCall.bad("background", null, "Background mode requires 'store' to be true.");
        }
        if (asked.path("include").valueStream().anyMatch(i -> i.asText().equals(LOGPROBS))) {
            throw RefusedCall.bad("include", "unsupported_parameter",
                    "Unsupported parameter: '" + LOGPROBS + "' in 'include' is not supported with this model.");
        }
        if (asked.path("top_logprobs").asInt() > 0) {
            throw Complaints.unsupported("top_logprobs");
        }
    }

    private static void tools(JsonNode asked) {
        var tools = SharedRules.tools(asked, "tools");
        for (var i = 0; i < tools.size(); i++) {
            var place = "tools[" + i + "]";
            var tool = tools.get(i);
            Complaints.unless(tool.isObject(), place, "an object", tool);
            if (!tool.path("type").isTextual()) {
                throw Complaints.missing(place + ".type");
            }
            if (tool.path("type").asText().equals("function")) {
                SharedRules.function(tool, place);
            }
        }
        Values.optional(asked, "tool_choice", n -> n.isTextual() || n.isObject(), "one of a string or an object");
        choice(asked.path("tool_choice"), tools);
    }

    private static void choice(JsonNode choice, JsonNode tools) {
        if (choice.isTextual()) {
            SharedRules.choice(choice);
            if (choice.asText().equals("required") && tools.isEmpty()) {
                throw RefusedCall.bad("tool_choice", null,
                        "Tool choice 'required' must be specified with 'tools' parameter.");
            }
        } else if (choice.path("type").asText().equals("function")) {
            known(choice, tools);
        } else if (choice.path("type").asText().equals("allowed_tools")) {
            SharedRules.mode(choice.path("mode"), "tool_choice.mode");
            choice.path("tools").valueStream().filter(t -> t.path("type").asText().equals("function"))
                    .forEach(t -> known(t, tools));
        }
    }

    private static void known(JsonNode chosen, JsonNode tools) {
        if (chosen.path("name").isMissingNode()) {
            throw Complaints.missing("tool_choice.name");
        }
        var name = chosen.path("name").asText();
        if (tools.valueStream().noneMatch(t -> t.path("name").asText().equals(name))) {
            throw RefusedCall.bad("tool_choice", null, "Tool choice '" + name + "' not found in 'tools' parameter.");
        }
    }

    private static void format(JsonNode asked, JsonNode format) {
        switch (SharedRules.format(format, "text.format")) {
            case "json_object" -> saysJson(asked);
            case "json_schema" -> {
                Values.named(format.path("name"), "text.format.name");
                if (!format.hasNonNull("schema")) {
                    throw Complaints.missing("text.format.schema");
                }
            }
            default -> {
            }
        }
    }

    /// A model that is told only by a parameter to write JSON may write blanks for ever. A conversation that goes on may
    /// have said so before.
    private static void saysJson(JsonNode asked) {
        var said = asked.path("input").toString() + asked.path("instructions");
        if (!asked.hasNonNull("previous_response_id") && !said.toLowerCase(Locale.ROOT).contains("json")) {
            throw RefusedCall.bad("input", null,
                    "Response input messages must contain the word 'json' in some form to use"
                            + " 'text.format' of type 'json_object'.");
        }
    }
}
