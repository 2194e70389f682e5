package dev.kintsugi.gateway.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.gateway.openai.RefusedCall;
import java.util.List;
import java.util.regex.Pattern;

/// What Anthropic refuses in a request, but for what is said in its messages. What it does not know it leaves alone, but
/// for what others than Anthropic call so. Stateless.
final class RequestRules {
    private static final List<String> FOREIGN = List.of("max_completion_tokens", "max_output_tokens", "stop", "n",
            "response_format", "functions", "function_call", "frequency_penalty", "presence_penalty", "logit_bias",
            "logprobs", "top_logprobs", "seed", "stream_options", "parallel_tool_calls", "input", "instructions",
            "user", "max_tokens_to_sample", "prompt");
    private static final List<String> CHOICES = List.of("auto", "any", "tool", "none");
    private static final Pattern NAME = Pattern.compile("^[a-zA-Z0-9_-]{1,128}$");
    private static final int FEWEST_THOUGHTS = 1_024;

    private RequestRules() {}

    /// @throws RefusedCall for the first thing that is wrong
    static void check(JsonNode asked) {
        present(asked);
        thread(asked.path("thread"));
        Complaints.needs(asked, "", "max_tokens", JsonNode::isIntegralNumber, "a valid integer");
        Complaints.within(asked, "max_tokens", 1, Integer.MAX_VALUE);
        for (var number : List.of("temperature", "top_p")) {
            Complaints.optional(asked, "", number, JsonNode::isNumber, "a valid number");
            Complaints.within(asked, number, 0, 1);
        }
        Complaints.optional(asked, "", "top_k", JsonNode::isIntegralNumber, "a valid integer");
        Complaints.within(asked, "top_k", 0, Integer.MAX_VALUE);
        Complaints.optional(asked, "", "stream", JsonNode::isBoolean, "a valid boolean");
        Complaints.optional(asked, "", "metadata", JsonNode::isObject, "a valid dictionary");
        stops(asked);
        said(asked);
    }

    /// What holds also where no answer is asked for.
    ///
    /// @throws RefusedCall for the first thing that is wrong
    static void checkCounted(JsonNode asked) {
        present(asked);
        said(asked);
    }

    private static void present(JsonNode asked) {
        Complaints.needs(asked, "", "model", JsonNode::isTextual, "a valid string");
        if (asked.path("model").asText().isBlank()) {
            throw Complaints.bad("model: String should have at least 1 character");
        }
        Complaints.needs(asked, "", "messages", JsonNode::isArray, "a valid list");
    }

    /// Anthropic may keep a conversation for its callers. The lab keeps none: whoever hears that it is lost says it whole.
    private static void thread(JsonNode thread) {
        if (thread.path("type").asText().equals("continue")) {
            throw new RefusedCall(404, "not_found_error", null, "thread_not_found",
                    "No thread was found for '" + thread.path("previous_message_id").asText() + "': the lab keeps none."
                            + " Send the full conversation, with thread: {\"type\": \"create\"} or without it.");
        }
    }

    private static void said(JsonNode asked) {
        for (var name : FOREIGN) {
            if (asked.has(name)) {
                throw Complaints.bad(name + ": Extra inputs are not permitted");
            }
        }
        Complaints.optional(asked, "", "system", s -> s.isTextual() || s.isArray(), "a valid string or list");
        for (var i = 0; i < asked.path("system").size(); i++) {
            var block = asked.path("system").get(i);
            Complaints.unless(block.path("type").asText().equals("text"), "system." + i + ".type", "'text'");
            Complaints.needs(block, "system." + i + ".", "text", JsonNode::isTextual, "a valid string");
        }
        ContentRules.check(asked.path("messages"));
        tools(asked.path("tools"));
        choice(asked);
        thinking(asked);
    }

    private static void stops(JsonNode asked) {
        Complaints.optional(asked, "", "stop_sequences", JsonNode::isArray, "a valid list");
        for (var i = 0; i < asked.path("stop_sequences").size(); i++) {
            var stop = asked.path("stop_sequences").get(i);
            Complaints.unless(stop.isTextual(), "stop_sequences." + i, "a valid string");
            if (stop.asText().isBlank()) {
                throw Complaints.bad("stop_sequences: each stop sequence must contain non-whitespace");
            }
        }
    }

    /// Tools with a type of their own are Anthropic's, who knows what they take.
    private static void tools(JsonNode tools) {
        Complaints.unless(tools.isArray() || tools.isNull() || tools.isMissingNode(), "tools", "a valid list");
        for (var i = 0; i < tools.size(); i++) {
            var tool = tools.get(i);
            var place = "tools." + i + ".";
            Complaints.unless(tool.isObject(), "tools." + i, "a valid dictionary");
            var type = tool.path("type").asText("custom");
            if (type.equals("function")) {
                throw Complaints.bad("tools." + i + ": Input tag 'function' found using 'type' does not match any of"
                        + " the expected tags: 'custom'");
            }
            if (type.equals("custom") || tool.path("type").isNull()) {
                Complaints.needs(tool, place + "custom.", "name", JsonNode::isTextual, "a valid string");
                if (!NAME.matcher(tool.path("name").asText()).matches()) {
                    throw Complaints.bad(place + "custom.name: String should match pattern '" + NAME + "'");
                }
                Complaints.needs(tool, place + "custom.", "input_schema", JsonNode::isObject, "a valid dictionary");
                if (!tool.at("/input_schema/type").asText().equals("object")) {
                    throw tool.at("/input_schema/type").isMissingNode()
                            ? Complaints.missing(place + "custom.input_schema.type")
                            : Complaints.bad(place + "custom.input_schema.type: Input should be 'object'");
                }
            }
        }
        var names = tools.valueStream().map(t -> t.path("name").asText()).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw Complaints.bad("tools: Tool names must be unique.");
        }
    }

    private static void choice(JsonNode asked) {
        var choice = asked.path("tool_choice");
        if (!asked.hasNonNull("tool_choice")) {
            return;
        }
        Complaints.unless(choice.isObject(), "tool_choice", "a valid dictionary or object to extract fields from");
        var type = choice.path("type").asText();
        if (!CHOICES.contains(type)) {
            throw choice.has("type")
                    ? Complaints
                            .bad("tool_choice: Input tag '" + type + "' found using 'type' does not match any of the"
                                    + " expected tags: " + Complaints.quoted(CHOICES))
                    : Complaints.missing("tool_choice.type");
        }
        if (!type.equals("none") && asked.path("tools").isEmpty()) {
            throw Complaints.bad("tool_choice may only be specified while providing tools");
        }
        if (type.equals("tool")) {
            Complaints.needs(choice, "tool_choice.tool.", "name", JsonNode::isTextual, "a valid string");
            var name = choice.path("name");
            if (asked.path("tools").valueStream().noneMatch(t -> t.path("name").equals(name))) {
                throw Complaints.bad("Tool '" + name.asText() + "' not found in provided tools");
            }
        }
    }

    private static void thinking(JsonNode asked) {
        var thinking = asked.path("thinking");
        if (!thinking.path("type").asText().equals("enabled")) {
            return;
        }
        Complaints.needs(thinking, "thinking.enabled.", "budget_tokens", JsonNode::isIntegralNumber,
                "a valid integer");
        var budget = thinking.path("budget_tokens").asInt();
        Complaints.unless(budget >= FEWEST_THOUGHTS, "thinking.enabled.budget_tokens",
                "greater than or equal to " + FEWEST_THOUGHTS);
        if (asked.path("max_tokens").isInt() && asked.path("max_tokens").asInt() <= budget) {
            throw Complaints.bad("`max_tokens` must be greater than `thinking.budget_tokens`.");
        }
        if (List.of("any", "tool").contains(asked.path("tool_choice").path("type").asText())) {
            throw Complaints.bad("Thinking may not be enabled when tool_choice forces tool use.");
        }
    }
}
