package dev.kintsugi.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolUse;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.time.Deadline;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Does what a model asks for, as far as it makes sense: an unknown tool or arguments that are no JSON object are told
/// to the model, who may do better. Belongs to one answer.
record Hands(List<Tool> tools, IdempotencyKeys keys) {
    private static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// @param content what the model reads
    /// @param use     empty when no tool was reached
    record Handled(String content, Optional<ToolUse> use) {}

    Handled use(ToolCall call, CallKey key, Deadline deadline, Wire wire) {
        var tool = tools.stream().filter(candidate -> candidate.spec().name().equals(call.name())).findFirst();
        if (tool.isEmpty()) {
            return refused("unknown_tool", "There is no tool '" + call.name() + "'. There are: " + names());
        }
        var arguments = arguments(call.arguments());
        if (arguments.isEmpty()) {
            return refused("bad_arguments", "The arguments are not a JSON object. Write them as JSON and try again.");
        }
        var result = wire.tool(tool.get(),
                new ToolRequest(call, keys.next(call, arguments.get()), key, deadline));
        return new Handled(result.content(), Optional.of(new ToolUse(call, tool.get().spec().effect(), result)));
    }

    private static Optional<JsonNode> arguments(String text) {
        try {
            return Optional.of(JSON.readTree(text.isBlank() ? "{}" : text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Handled refused(String code, String message) {
        var json = JsonNodeFactory.instance.objectNode();
        json.putObject("error").put("code", code).put("message", message);
        return new Handled(json.toString(), Optional.empty());
    }

    private String names() { return tools.stream().map(tool -> tool.spec().name()).collect(Collectors.joining(", ")); }
}
