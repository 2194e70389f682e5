package dev.kintsugi.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.model.ToolCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A request for an answer, well-formed, in the words of chat completions whichever API it came by. Immutable; trees and
/// body are not to be changed.
///
/// @param tree    the request as JSON, in the shape of chat completions
/// @param body    the request as it came
/// @param headers the caller's headers that may be handed on, by small name
/// @param api     the shape of the body
/// @param asked   the body as JSON, with the items that it only names; of chat completions the tree itself, unless they
///                were asked for in words of before there were tools
public record ChatAsk(JsonNode tree, byte[] body, Map<String, String> headers, Api api, JsonNode asked) {
    /// A request for a chat completion.
    public ChatAsk(JsonNode tree, byte[] body, Map<String, String> headers) {
        this(tree, body, headers, Api.CHAT_COMPLETIONS, tree);
    }

    public String model() { return tree.path("model").asText(); }

    public boolean streamed() { return tree.path("stream").asBoolean(false); }

    /// Whether a stream ends with a chunk that says its usage.
    public boolean includesUsage() { return tree.path("stream_options").path("include_usage").asBoolean(false); }

    /// How many choices are wanted. Default 1.
    public int choices() { return Math.max(1, tree.path("n").asInt(1)); }

    /// Upper bound of the answer in tokens; 0 for none.
    public int maxTokens() { return tree.path("max_completion_tokens").asInt(tree.path("max_tokens").asInt(0)); }

    /// Words at which the answer ends before them; an empty one, which stands before every answer, is none.
    public List<String> stops() {
        var stop = tree.path("stop");
        var all = stop.isTextual() ? Stream.of(stop) : stop.valueStream();
        return all.map(JsonNode::asText).filter(s -> !s.isEmpty()).toList();
    }

    /// The tools that it defines, in the words in which they came; empty for none.
    JsonNode definedTools() { return asked.path(asked.hasNonNull("tools") ? "tools" : "functions"); }

    /// The schema that the answer must fit; empty for none. Some programs send a `schema` beside `json_object`, as servers
    /// other than OpenAI's want it.
    JsonNode answerSchema() {
        var format = tree.path("response_format");
        return (format.path("type").asText().equals("json_schema") ? format.path("json_schema") : format)
                .path("schema");
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

    /// The request with another model and other messages, and not streamed.
    public ChatAsk with(String model, List<Message> messages) {
        return switch (api) {
            case CHAT_COMPLETIONS -> {
                var other = (ObjectNode) tree.deepCopy();
                other.put("model", model).remove(List.of("stream", "stream_options"));
                var all = other.putArray("messages");
                messages.forEach(m -> all.addObject().put("role", word(m.role())).put("content", m.content()));
                yield new ChatAsk(other, bytes(other), headers);
            }
            case RESPONSES -> ResponseWords.with(this, model, messages);
            case MESSAGES -> MessageWords.with(this, model, messages);
        };
    }

    static String word(Role role) { return role.name().toLowerCase(Locale.ROOT); }

    static byte[] bytes(JsonNode tree) { return tree.toString().getBytes(StandardCharsets.UTF_8); }

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
