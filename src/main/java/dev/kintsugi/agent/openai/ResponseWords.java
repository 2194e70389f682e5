package dev.kintsugi.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.domain.model.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says a request of the Responses API in the words of chat completions, and one that was changed in its own again.
/// Stateless.
public final class ResponseWords {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ResponseWords() {}

    /// @param asked  the request
    /// @param before items of the responses that it goes on from, in and out, the oldest first
    public static ChatAsk of(JsonNode asked, List<JsonNode> before, byte[] body, Map<String, String> headers) {
        var tree = JSON.objectNode().put("model", asked.path("model").asText());
        tree.put("stream", asked.path("stream").asBoolean(false));
        if (asked.path("max_output_tokens").isInt()) {
            tree.set("max_completion_tokens", asked.path("max_output_tokens"));
        }
        var messages = tree.putArray("messages");
        if (asked.path("instructions").isTextual()) {
            message(messages, "system", asked.path("instructions"));
        }
        before.forEach(item -> item(messages, item));
        items(asked).forEach(item -> item(messages, item));
        if (messages.isEmpty()) {
            message(messages, "user", JSON.textNode(""));
        }
        tools(tree, asked);
        format(tree, asked.path("text").path("format"));
        return new ChatAsk(tree, body, headers, Api.RESPONSES, asked);
    }

    /// What a request brings itself: a text is the word of a user.
    public static List<JsonNode> items(JsonNode asked) {
        var input = asked.path("input");
        return input.isTextual()
                ? List.of(JSON.objectNode().put("role", "user").<ObjectNode>set("content", input))
                : input.valueStream().toList();
    }

    private static ObjectNode message(ArrayNode messages, String role, JsonNode content) {
        return messages.addObject().put("role", role).set("content", content);
    }

    /// What is no word, no call of a tool and no answer of one (reasoning, a search) says nothing to others.
    private static void item(ArrayNode messages, JsonNode item) {
        switch (item.path("type").asText("message")) {
            case "message" -> message(messages, item.path("role").asText(), item.path("content"));
            case "function_call", "custom_tool_call" -> call(messages, item);
            case "function_call_output", "custom_tool_call_output" ->
                message(messages, "tool", item.path("output")).set("tool_call_id", item.path("call_id"));
            default -> {
            }
        }
    }

    /// Calls in a row are one message.
    private static void call(ArrayNode messages, JsonNode item) {
        var last = messages.isEmpty() ? null : messages.get(messages.size() - 1);
        var calls = last != null && last.path("tool_calls") instanceof ArrayNode open
                ? open
                : message(messages, "assistant", JSON.nullNode()).putArray("tool_calls");
        calls.add(chatCall(item));
    }

    /// A call of a tool as chat completions write it.
    static ObjectNode chatCall(JsonNode item) {
        var call = JSON.objectNode().put("id", item.path("call_id").asText()).put("type", "function");
        call.putObject("function").put("name", item.path("name").asText()).put("arguments",
                item.path("arguments").asText(item.path("input").asText("")));
        return call;
    }

    private static void tools(ObjectNode tree, JsonNode asked) {
        var tools = JSON.arrayNode();
        for (var tool : asked.path("tools")) {
            if (tool.path("type").asText().equals("function")) {
                tools.add(function(tool));
            }
        }
        if (!tools.isEmpty()) {
            tree.set("tools", tools);
        }
        var choice = choice(asked.path("tool_choice"));
        if (choice != null) {
            tree.set("tool_choice", choice);
        }
    }

    private static ObjectNode function(JsonNode tool) {
        var function = JSON.objectNode();
        for (var name : List.of("name", "description", "parameters", "strict")) {
            if (tool.hasNonNull(name)) {
                function.set(name, tool.path(name));
            }
        }
        return JSON.objectNode().put("type", "function").set("function", function);
    }

    /// Null for a tool of the provider's own, which nobody has here.
    private static @Nullable JsonNode choice(JsonNode choice) {
        return switch (choice.path("type").asText()) {
            case "function" -> function(choice);
            case "allowed_tools" -> {
                var allowed = JSON.objectNode().put("mode", choice.path("mode").asText());
                var tools = allowed.putArray("tools");
                choice.path("tools").forEach(t -> tools.add(function(t)));
                yield JSON.objectNode().put("type", "allowed_tools").set("allowed_tools", allowed);
            }
            default -> choice.isTextual() ? choice : null;
        };
    }

    private static void format(ObjectNode tree, JsonNode format) {
        switch (format.path("type").asText()) {
            case "json_object" -> tree.set("response_format", format);
            case "json_schema" -> tree.putObject("response_format").put("type", "json_schema").set("json_schema",
                    format);
            default -> {
            }
        }
    }

    /// The request with another model and other messages in place of its input, and not streamed. Where the messages
    /// hold what it went on from, it no longer goes on from it.
    static ChatAsk with(ChatAsk ask, String model, List<Message> messages) {
        var other = (ObjectNode) ask.asked().deepCopy();
        other.put("model", model).remove(List.of("stream", "stream_options", "instructions"));
        var own = of(ask.asked(), List.of(), ask.body(), Map.of());
        if (ask.tree().path("messages").size() > own.tree().path("messages").size()) {
            other.remove("previous_response_id");
        }
        var input = other.putArray("input");
        messages.forEach(m -> put(input, m));
        return of(other, List.of(), ChatAsk.bytes(other), ask.headers());
    }

    private static void put(ArrayNode input, Message message) {
        switch (message.role()) {
            case TOOL -> input.addObject().put("type", "function_call_output").put("call_id", message.toolCallId())
                    .put("output", message.content());
            case SYSTEM, USER, ASSISTANT -> {
                if (message.toolCalls().isEmpty() || !message.content().isEmpty()) {
                    input.addObject().put("role", ChatAsk.word(message.role())).put("content", message.content());
                }
                message.toolCalls().forEach(c -> input.addObject().put("type", "function_call").put("call_id", c.id())
                        .put("name", c.name()).put("arguments", c.arguments()));
            }
        }
    }
}
