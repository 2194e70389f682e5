package dev.kintsugi.agent.forward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.domain.model.Usage;
import java.util.List;
import java.util.TreeMap;

/// The chunks of a chat completion.
final class StreamedChat extends Streamed {
    private final StringBuilder text = new StringBuilder();
    private final TreeMap<Integer, StringBuilder> others = new TreeMap<>();
    private final TreeMap<Integer, ObjectNode> calls = new TreeMap<>();
    private String model;
    private String finish = "";
    private Usage usage = Usage.NONE;
    private boolean done;

    StreamedChat(String asked) { this.model = asked; }

    @Override
    void done() { done = true; }

    @Override
    void chunk(JsonNode chunk) {
        if (chunk.has("error")) {
            failed(chunk.path("error"));
            return;
        }
        model = chunk.path("model").asText(model);
        if (chunk.path("usage").isObject()) {
            usage = Whole.usage(chunk);
        }
        for (var choice : chunk.path("choices")) {
            var index = choice.path("index").asInt();
            var said = choice.path("delta").path("content").asText("");
            if (index > 0) {
                others.computeIfAbsent(index, _ -> new StringBuilder()).append(said);
            } else {
                text.append(said);
                choice.path("delta").path("tool_calls").forEach(this::call);
                finish = choice.path("finish_reason").asText(finish).equals("null")
                        ? finish
                        : choice.path("finish_reason").asText(finish);
            }
        }
    }

    private void call(JsonNode fragment) {
        var call = calls.computeIfAbsent(fragment.path("index").asInt(), _ -> {
            var fresh = JsonNodeFactory.instance.objectNode().put("id", "").put("type", "function");
            fresh.putObject("function").put("name", "").put("arguments", "");
            return fresh;
        });
        if (fragment.hasNonNull("id")) {
            call.put("id", fragment.path("id").asText());
        }
        var function = (ObjectNode) call.path("function");
        for (var field : new String[]{"name", "arguments"}) {
            function.put(field, function.path(field).asText() + fragment.path("function").path(field).asText(""));
        }
    }

    @Override
    boolean isOver() { return done || !finish.isEmpty(); }

    @Override
    String text() { return text.toString(); }

    @Override
    List<String> others() { return others.values().stream().map(StringBuilder::toString).toList(); }

    @Override
    JsonNode toolCalls() {
        if (calls.isEmpty()) {
            return MissingNode.getInstance();
        }
        return JsonNodeFactory.instance.arrayNode().addAll(calls.values());
    }

    @Override
    String finish() { return finish.isEmpty() ? "stop" : finish; }

    @Override
    String model() { return model; }

    @Override
    Usage usage() { return usage; }
}
