package dev.kintsugi.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/// A request for a chat completion, well-formed. Immutable; tree and body are not to be changed.
///
/// @param tree    the request as JSON
/// @param body    the same as it came
/// @param headers the caller's headers that may be handed on, by small name
public record ChatAsk(JsonNode tree, byte[] body, Map<String, String> headers) {
    public String model() { return tree.path("model").asText(); }

    public boolean streamed() { return tree.path("stream").asBoolean(false); }

    /// Whether a stream ends with a chunk that says its usage.
    public boolean includesUsage() { return tree.path("stream_options").path("include_usage").asBoolean(false); }

    /// How many choices are wanted. Default 1.
    public int choices() { return Math.max(1, tree.path("n").asInt(1)); }

    /// Upper bound of the answer in tokens; 0 for none.
    public int maxTokens() { return tree.path("max_completion_tokens").asInt(tree.path("max_tokens").asInt(0)); }

    /// Words at which the answer ends before them.
    public List<String> stops() {
        var stop = tree.path("stop");
        return stop.isTextual()
                ? List.of(stop.asText())
                : StreamSupport.stream(stop.spliterator(), false).map(JsonNode::asText).filter(s -> !s.isEmpty())
                        .toList();
    }

    /// The conversation in the lab's words: texts of several parts are joined, pictures and sound left out.
    public List<Message> messages() {
        var all = new ArrayList<Message>();
        for (var message : tree.path("messages")) {
            all.add(new Message(role(message.path("role").asText()), text(message.path("content")),
                    calls(message.path("tool_calls")), message.path("tool_call_id").asText("")));
        }
        return all;
    }

    private static Role role(String role) {
        return switch (role.toLowerCase(Locale.ROOT)) {
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "tool", "function" -> Role.TOOL;
            default -> Role.SYSTEM;
        };
    }

    /// The text of a content: a string, or the text parts of an array.
    public static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.isTextual() ? content.asText() : "";
        }
        var all = new StringBuilder();
        for (var part : content) {
            all.append(part.path("text").asText(""));
        }
        return all.toString();
    }

    private static List<ToolCall> calls(JsonNode calls) {
        return StreamSupport.stream(calls.spliterator(), false).map(c -> new ToolCall(c.path("id").asText(),
                c.path("function").path("name").asText(), c.path("function").path("arguments").asText())).toList();
    }
}
