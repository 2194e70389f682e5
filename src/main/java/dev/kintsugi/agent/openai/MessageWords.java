package dev.kintsugi.agent.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says a request of Anthropic's Messages API in the words of chat completions, and one that was changed in its own again.
/// Stateless.
public final class MessageWords {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper READER = new ObjectMapper();
    /// Of a request that is none of the caller's: this API takes none without a limit.
    private static final int MOST_TOKENS = 4_096;

    private MessageWords() {}

    public static ChatAsk of(JsonNode asked, byte[] body, Map<String, String> headers) {
        var tree = JSON.objectNode().put("model", asked.path("model").asText());
        tree.put("stream", asked.path("stream").asBoolean(false));
        if (asked.path("max_tokens").isInt()) {
            tree.set("max_completion_tokens", asked.path("max_tokens"));
        }
        if (asked.path("stop_sequences").isArray()) {
            tree.set("stop", asked.path("stop_sequences"));
        }
        var messages = tree.putArray("messages");
        if (asked.hasNonNull("system")) {
            message(messages, "system", asked.path("system"));
        }
        asked.path("messages").forEach(m -> said(messages, m));
        if (messages.isEmpty()) {
            message(messages, "user", JSON.textNode(""));
        }
        tools(tree, asked);
        format(tree, asked);
        return new ChatAsk(tree, body, headers, Api.MESSAGES, asked);
    }

    private static ObjectNode message(ArrayNode messages, String role, JsonNode content) {
        return messages.addObject().put("role", role).set("content", content);
    }

    private static void said(ArrayNode messages, JsonNode message) {
        var role = message.path("role").asText();
        var content = message.path("content");
        if (!content.isArray()) {
            message(messages, role, content);
        } else if (role.equals("assistant")) {
            assistant(messages, content);
        } else {
            user(messages, role, content);
        }
    }

    private static void assistant(ArrayNode messages, JsonNode content) {
        var calls = content.valueStream().filter(b -> is(b, "tool_use")).map(MessageWords::chatCall).toList();
        var message = message(messages, "assistant", texts(content));
        if (!calls.isEmpty()) {
            message.putArray("tool_calls").addAll(calls);
        }
    }

    /// What tools answered is a message each, and comes last: what is said beside them is no question of its own. Nor is
    /// a reminder that the agent's own program puts beside the user's words, which is an instruction.
    private static void user(ArrayNode messages, String role, JsonNode content) {
        var results = content.valueStream().filter(b -> is(b, "tool_result")).toList();
        var texts = JSON.arrayNode();
        for (var text : texts(content)) {
            if (isReminder(text)) {
                message(messages, "system", text.path("text"));
            } else {
                texts.add(text);
            }
        }
        if (results.isEmpty() || !texts.isEmpty()) {
            message(messages, role, texts);
        }
        results.forEach(result -> message(messages, "tool", result.path("content")).set("tool_call_id",
                result.path("tool_use_id")));
    }

    /// Thoughts say nothing to others, and of pictures nobody here sees anything.
    private static ArrayNode texts(JsonNode content) {
        var texts = JSON.arrayNode();
        for (var block : content) {
            var text = is(block, "document") ? block.path("source").path("data") : block.path("text");
            if (is(block, "text") || is(block, "document") && is(block.path("source"), "text")) {
                texts.addObject().put("type", "text").put("text", text.asText());
            }
        }
        return texts;
    }

    private static boolean isReminder(JsonNode text) {
        var said = text.path("text").asText().strip();
        return said.startsWith("<system-reminder>") && said.endsWith("</system-reminder>");
    }

    static boolean is(JsonNode block, String type) { return block.path("type").asText().equals(type); }

    /// A call of a tool as chat completions write it.
    static ObjectNode chatCall(JsonNode use) {
        var call = JSON.objectNode().put("id", use.path("id").asText()).put("type", "function");
        call.putObject("function").put("name", use.path("name").asText()).put("arguments",
                use.path("input").isObject() ? use.path("input").toString() : "{}");
        return call;
    }

    /// The caller's own tools; those that Anthropic runs, or knows the form of, nobody has here.
    private static void tools(ObjectNode tree, JsonNode asked) {
        var tools = JSON.arrayNode();
        asked.path("tools").valueStream().filter(t -> t.path("input_schema").isObject())
                .forEach(t -> tools.add(function(t)));
        if (!tools.isEmpty()) {
            tree.set("tools", tools);
        }
        var choice = choice(asked.path("tool_choice"));
        if (choice != null) {
            tree.set("tool_choice", choice);
        }
    }

    private static ObjectNode function(JsonNode tool) {
        var function = JSON.objectNode().put("name", tool.path("name").asText());
        if (tool.path("description").isTextual()) {
            function.set("description", tool.path("description"));
        }
        if (tool.path("input_schema").isObject()) {
            function.set("parameters", tool.path("input_schema"));
        }
        return JSON.objectNode().put("type", "function").set("function", function);
    }

    private static @Nullable JsonNode choice(JsonNode choice) {
        return switch (choice.path("type").asText()) {
            case "auto", "none" -> choice.path("type");
            case "any" -> JSON.textNode("required");
            case "tool" -> function(choice);
            default -> null;
        };
    }

    /// Of old it was a field of its own.
    private static void format(ObjectNode tree, JsonNode asked) {
        var format = asked.path("output_config").path("format");
        var wanted = format.isObject() ? format : asked.path("output_format");
        if (is(wanted, "json_schema")) {
            tree.putObject("response_format").put("type", "json_schema").set("json_schema", wanted);
        }
    }

    /// The request with another model and other messages, and not streamed. Without the answers of its tools it says
    /// nothing of their calls either, which Anthropic would refuse.
    static ChatAsk with(ChatAsk ask, String model, List<Message> messages) {
        var other = (ObjectNode) ask.asked().deepCopy();
        other.put("model", model).remove(List.of("stream", "system"));
        if (!other.path("max_tokens").isInt()) {
            other.put("max_tokens", ask.maxTokens() > 0 ? ask.maxTokens() : MOST_TOKENS);
        }
        var system = messages.stream().filter(m -> m.role() == Role.SYSTEM).map(Message::content)
                .filter(c -> !c.isBlank()).collect(Collectors.joining("\n\n"));
        if (!system.isEmpty()) {
            other.put("system", system);
        }
        var called = messages.stream().flatMap(m -> m.toolCalls().stream()).map(c -> c.id()).toList();
        var answered = messages.stream().filter(m -> m.role() == Role.TOOL).map(Message::toolCallId)
                .filter(called::contains).collect(Collectors.toSet());
        var all = other.putArray("messages");
        messages.forEach(m -> put(all, m, answered));
        return of(other, ChatAsk.bytes(other), ask.headers());
    }

    private static void put(ArrayNode all, Message message, Set<String> answered) {
        var blocks = JSON.arrayNode();
        switch (message.role()) {
            case SYSTEM -> {
            }
            case TOOL -> {
                if (answered.contains(message.toolCallId())) {
                    blocks.addObject().put("type", "tool_result").put("tool_use_id", message.toolCallId())
                            .put("content", message.content());
                }
            }
            case USER, ASSISTANT -> {
                if (!message.content().isBlank()) {
                    blocks.addObject().put("type", "text").put("text", message.content());
                }
                message.toolCalls().stream().filter(c -> answered.contains(c.id())).forEach(c -> blocks.addObject()
                        .put("type", "tool_use").put("id", c.id()).put("name", c.name()).set("input",
                                input(c.arguments())));
            }
        }
        if (!blocks.isEmpty()) {
            all.addObject().put("role", message.role() == Role.ASSISTANT ? "assistant" : "user").set("content", blocks);
        }
    }

    /// The arguments of a call as this API writes them; none where they are no object.
    public static JsonNode input(String arguments) {
        try {
            return Stream.of(READER.readTree(arguments)).filter(JsonNode::isObject).findFirst()
                    .orElseGet(JSON::objectNode);
        } catch (JsonProcessingException _) {
            return JSON.objectNode();
        }
    }
}
