package dev.kintsugi.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts a message of Anthropic's together from the events of its stream. For one thread.
public final class MessageGathering {
    /// What of a block comes in pieces, by its place and its name.
    private final Map<Integer, Map<String, StringBuilder>> pieces = new HashMap<>();
    private final Map<Integer, ObjectNode> blocks = new HashMap<>();
    private @Nullable ObjectNode message;

    /// The next event of the stream, its data.
    public void add(JsonNode event) {
        var all = message;
        var at = event.path("index").asInt();
        switch (event.path("type").asText()) {
            case "message_start" -> begin(event.path("message"));
            case "content_block_start" -> {
                if (all != null && event.path("content_block") instanceof ObjectNode block) {
                    var own = block.deepCopy();
                    blocks.put(at, own);
                    ((ArrayNode) all.path("content")).add(own);
                }
            }
            case "content_block_delta" -> piece(at, event.path("delta"));
            case "message_delta" -> {
                if (all != null) {
                    put(all, event.path("delta"));
                    put(all.withObjectProperty("usage"), event.path("usage"));
                }
            }
            default -> {
            }
        }
    }

    private void begin(JsonNode begun) {
        var all = begun instanceof ObjectNode whole ? whole.deepCopy() : JsonNodeFactory.instance.objectNode();
        all.putArray("content");
        if (!all.path("usage").isObject()) {
            all.putObject("usage");
        }
        message = all;
    }

    private static void put(ObjectNode into, JsonNode more) {
        more.properties().forEach(field -> into.set(field.getKey(), field.getValue()));
    }

    private void piece(int at, JsonNode delta) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> append(at, "text", delta.path("text"));
            case "thinking_delta" -> append(at, "thinking", delta.path("thinking"));
            case "signature_delta" -> append(at, "signature", delta.path("signature"));
            case "input_json_delta" -> append(at, "input", delta.path("partial_json"));
            default -> {
            }
        }
    }

    private void append(int at, String name, JsonNode piece) {
        pieces.computeIfAbsent(at, _ -> new HashMap<>()).computeIfAbsent(name, _ -> new StringBuilder())
                .append(piece.asText());
    }

    /// Whether it has said why it ends.
    public boolean isOver() { return message != null && message.hasNonNull("stop_reason"); }

    /// As far as it has come; null before it began. Not to be changed.
    public @Nullable ObjectNode message() {
        blocks.forEach((at, block) -> pieces.getOrDefault(at, Map.of()).forEach((name, text) -> {
            if (name.equals("input")) {
                block.set(name, MessageWords.input(text.toString()));
            } else {
                block.put(name, text.toString());
            }
        }));
        return message;
    }
}
