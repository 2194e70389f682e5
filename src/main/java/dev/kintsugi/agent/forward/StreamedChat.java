package dev.kintsugi.agent.forward;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts a streamed completion together while its events pass by. For one thread.
final class StreamedChat {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringBuilder text = new StringBuilder();
    private final TreeMap<Integer, ObjectNode> calls = new TreeMap<>();
    private String model;
    private String finish = "";
    private Usage usage = Usage.NONE;
    private boolean done;
    private @Nullable WireError wrong;

    StreamedChat(String asked) { this.model = asked; }

    void add(byte[] event) {
        for (var line : new String(event, StandardCharsets.UTF_8).split("\r?\n")) {
            if (line.startsWith("data:")) {
                data(line.substring(5).strip());
            }
        }
    }

    private void data(String data) {
        if (data.equals("[DONE]")) {
            done = true;
            return;
        }
        try {
            chunk(JSON.readTree(data));
        } catch (JsonProcessingException e) {
            wrong(WireError.of(WireFault.MALFORMED, "A chunk of the provider's stream is no JSON"));
        }
    }

    private void chunk(JsonNode chunk) {
        if (chunk.has("error")) {
            wrong(new WireError(WireFault.STREAM_ERROR, 0, chunk.path("error").path("type").asText(""),
                    chunk.path("error").path("code").asText(""), chunk.path("error").path("message").asText(""), null,
                    0));
            return;
        }
        model = chunk.path("model").asText(model);
        if (chunk.path("usage").isObject()) {
            usage = UpstreamChat.usage(chunk);
        }
        for (var choice : chunk.path("choices")) {
            if (choice.path("index").asInt() == 0) {
                text.append(choice.path("delta").path("content").asText(""));
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

    private void wrong(WireError error) { wrong = wrong == null ? error : wrong; }

    /// What is wrong with the stream at its end.
    Optional<WireError> lack() {
        if (wrong != null) {
            return Optional.of(wrong);
        }
        return done || !finish.isEmpty()
                ? Optional.empty()
                : Optional.of(WireError.of(WireFault.TRUNCATED, "The provider's stream ended before its end"));
    }

    String text() { return text.toString(); }

    JsonNode toolCalls() {
        if (calls.isEmpty()) {
            return MissingNode.getInstance();
        }
        return JsonNodeFactory.instance.arrayNode().addAll(calls.values());
    }

    String finish() { return finish.isEmpty() ? "stop" : finish; }

    String model() { return model; }

    Usage usage() { return usage; }
}
