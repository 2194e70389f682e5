package dev.kintsugi.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kintsugi.domain.model.Usage;

/// Reads what a response (of the Responses API) says, in the words of chat completions. Stateless.
public final class ResponseParts {
    private ResponseParts() {}

    /// The texts of its messages, one after another.
    public static String text(JsonNode response) {
        var all = new StringBuilder();
        for (var item : response.path("output")) {
            if (item.path("type").asText().equals("message")) {
                all.append(ChatAsk.text(item.path("content")));
            }
        }
        return all.toString();
    }

    /// The caller's functions that it asks for; missing for none.
    public static JsonNode toolCalls(JsonNode response) {
        var calls = JsonNodeFactory.instance.arrayNode();
        for (var item : response.path("output")) {
            if (item.path("type").asText().equals("function_call")) {
                calls.add(ResponseWords.chatCall(item));
            }
        }
        return calls.isEmpty() ? MissingNode.getInstance() : calls;
    }

    /// Why it ended: stop, length, tool_calls, content_filter.
    public static String finish(JsonNode response) {
        if (response.path("status").asText().equals("incomplete")) {
            var reason = response.path("incomplete_details").path("reason").asText();
            return reason.equals("content_filter") ? reason : "length";
        }
        return toolCalls(response).isMissingNode() ? "stop" : "tool_calls";
    }

    public static Usage usage(JsonNode response) {
        var usage = response.path("usage");
        return new Usage(usage.path("input_tokens").asInt(), usage.path("output_tokens").asInt());
    }
}
