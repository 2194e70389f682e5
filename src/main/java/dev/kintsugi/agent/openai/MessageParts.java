package dev.kintsugi.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kintsugi.domain.model.Usage;

/// Reads what a message of Anthropic's says, in the words of chat completions. Stateless.
public final class MessageParts {
    private MessageParts() {}

    /// The texts of its blocks, one after another.
    public static String text(JsonNode message) {
        var all = new StringBuilder();
        for (var block : message.path("content")) {
            if (MessageWords.is(block, "text")) {
                all.append(block.path("text").asText());
            }
        }
        return all.toString();
    }

    /// The caller's tools that it asks for; missing for none.
    public static JsonNode toolCalls(JsonNode message) {
        var calls = JsonNodeFactory.instance.arrayNode();
        for (var block : message.path("content")) {
            if (MessageWords.is(block, "tool_use")) {
                calls.add(MessageWords.chatCall(block));
            }
        }
        return calls.isEmpty() ? MissingNode.getInstance() : calls;
    }

    /// Why it ended: stop, length, tool_calls, content_filter.
    public static String finish(JsonNode message) {
        return switch (message.path("stop_reason").asText()) {
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            case "refusal" -> "content_filter";
            default -> "stop";
        };
    }

    /// What came out of a cache was sent all the same.
    public static Usage usage(JsonNode message) {
        var usage = message.path("usage");
        return new Usage(usage.path("input_tokens").asInt() + usage.path("cache_creation_input_tokens").asInt()
                + usage.path("cache_read_input_tokens").asInt(), usage.path("output_tokens").asInt());
    }
}
