package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/// What OpenAI refuses beside the messages of a request. What it does not know it leaves alone. Stateless.
final class ParameterRules {
    private static final int MOST_STOPS = 4;

    private ParameterRules() {}

    /// @throws RefusedCall for the first thing that is wrong
    static void check(JsonNode tree) {
        for (var flag : List.of("stream", "logprobs", "parallel_tool_calls", "store")) {
            Values.optional(tree, flag, JsonNode::isBoolean, "a boolean");
        }
        for (var object : List.of("stream_options", "response_format", "metadata", "logit_bias")) {
            Values.optional(tree, object, JsonNode::isObject, "an object");
        }
        Values.optional(tree, "stop", n -> n.isTextual() || n.isArray(), "a string or an array of strings");
        Values.optional(tree, "seed", JsonNode::isIntegralNumber, "an integer");
        Values.number(tree, "temperature", 0, 2);
        Values.number(tree, "top_p", 0, 1);
        Values.number(tree, "presence_penalty", -2, 2);
        Values.number(tree, "frequency_penalty", -2, 2);
        Values.whole(tree, "n", 1, 128);
        Values.whole(tree, "top_logprobs", 0, 20);
        Values.whole(tree, "max_tokens", 1, Integer.MAX_VALUE);
        Values.whole(tree, "max_completion_tokens", 1, Integer.MAX_VALUE);
        Complaints.atMost(MOST_STOPS, "stop", tree.path("stop"));
        for (var i = 0; i < tree.path("stop").size(); i++) {
            Complaints.unless(tree.path("stop").get(i).isTextual(), "stop[" + i + "]", "a string",
                    tree.path("stop").get(i));
        }
        Values.metadata(tree);
        together(tree);
        modalities(tree.path("modalities"));
        functions(tree);
        tools(tree);
        format(tree);
    }

    private static void together(JsonNode tree) {
        SharedRules.streamOptions(tree);
        var usage = tree.path("stream_options").path("include_usage");
        Complaints.unless(usage.isBoolean() || usage.isNull() || usage.isMissingNode(), "stream_options.include_usage",
                "a boolean", usage);
        if (tree.hasNonNull("max_tokens") && tree.hasNonNull("max_completion_tokens")) {
            throw RefusedCall.bad("max_tokens", "invalid_parameter_combination",
                    "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.");
        }
        if (tree.hasNonNull("top_logprobs") && !tree.path("logprobs").asBoolean()) {
            throw Complaints.onlyWith("top_logprobs", "'logprobs' is enabled");
        }
        if (tree.path("logprobs").asBoolean()) {
            throw Complaints.unsupported("logprobs");
        }
    }

    /// Whoever waits for sound would wait in vain.
    private static void modalities(JsonNode modalities) {
        if (modalities.valueStream().anyMatch(m -> m.asText().equals("audio"))) {
            throw RefusedCall.bad("modalities", "invalid_value", "Invalid value: 'audio'. This model speaks text alone:"
                    + " supported values are: 'text'.");
        }
    }

    private static void functions(JsonNode tree) {
        var functions = SharedRules.tools(tree, "functions");
        if (functions.isArray() && functions.isEmpty()) {
            throw Complaints.empty("functions");
        }
        for (var i = 0; i < functions.size(); i++) {
            Complaints.unless(functions.get(i).isObject(), "functions[" + i + "]", "an object", functions.get(i));
            SharedRules.function(functions.get(i), "functions[" + i + "]");
        }
        var call = tree.path("function_call");
        if (!tree.hasNonNull("function_call")) {
            return;
        }
        if (!tree.hasNonNull("functions")) {
            throw Complaints.onlyWith("function_call", "'functions' are specified");
        }
        Complaints.unless(call.isTextual() || call.isObject(), "function_call", "one of a string or an object", call);
        if (call.isTextual()) {
            Complaints.among(List.of("none", "auto"), "function_call", call);
        } else if (functions.valueStream().noneMatch(f -> f.path("name").equals(call.path("name")))) {
            throw RefusedCall.bad("function_call", null, "Invalid value for 'function_call': no function named '"
                    + call.path("name").asText() + "' was specified in the 'functions' parameter.");
        }
    }

    private static void tools(JsonNode tree) {
        var tools = SharedRules.tools(tree, "tools");
        if (tools.isArray() && tools.isEmpty()) {
            throw Complaints.empty("tools");
        }
        for (var i = 0; i < tools.size(); i++) {
            var place = "tools[" + i + "]";
            Complaints.unless(tools.get(i).isObject(), place, "an object", tools.get(i));
            if (isFunction(tools.get(i))) {
                SharedRules.function(tools.get(i).path("function"), place + ".function");
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
            SharedRules.choice(choice);
        } else if (choice.isObject() && choice.has("function")) {
            known(choice, tools);
        } else if (choice.path("type").asText().equals("allowed_tools")) {
            var allowed = choice.path("allowed_tools");
            SharedRules.mode(allowed.path("mode"), "tool_choice.allowed_tools.mode");
            allowed.path("tools").valueStream().filter(t -> t.has("function")).forEach(t -> known(t, tools));
        }
    }

    private static void known(JsonNode chosen, JsonNode tools) {
        var name = chosen.path("function").path("name").asText();
        if (tools.valueStream().noneMatch(t -> t.path("function").path("name").asText().equals(name))) {
            throw RefusedCall.bad("tool_choice", null, "Invalid value for 'tool_choice': no function named '" + name
                    + "' was specified in the 'tools' parameter.");
        }
    }

    private static void format(JsonNode tree) {
        var format = tree.path("response_format");
        switch (SharedRules.format(format, "response_format")) {
            case "json_object" -> saysJson(tree);
            case "json_schema" -> {
                for (var name : List.of("json_schema", "json_schema.name")) {
                    if (format.at("/" + name.replace('.', '/')).isMissingNode()) {
                        throw Complaints.missing("response_format." + name);
                    }
                }
                Values.named(format.at("/json_schema/name"), "response_format.json_schema.name");
            }
            default -> {
            }
        }
    }

    /// A model that is told only by a parameter to write JSON may write blanks for ever.
    private static void saysJson(JsonNode tree) {
        if (!tree.path("messages").toString().toLowerCase(Locale.ROOT).contains("json")) {
            throw RefusedCall.bad("messages", null, "'messages' must contain the word 'json' in some form, to use"
                    + " 'response_format' of type 'json_object'.");
        }
    }
}
