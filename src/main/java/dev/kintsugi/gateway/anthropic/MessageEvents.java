package dev.kintsugi.gateway.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.openai.MessageGathering;
import dev.kintsugi.gateway.openai.ProviderEvents;
import dev.kintsugi.gateway.openai.ReplyShape;
import dev.kintsugi.gateway.openai.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The named events of a streamed message. For one message and one thread.
final class MessageEvents {
    private static final int FRAGMENT = 12;
    /// What of a message is known at its end alone.
    private static final List<String> ENDING = List.of("container", "stop_details", "stop_reason", "stop_sequence");

    private final List<byte[]> all = new ArrayList<>();
    /// How many events there are with the last that brings something of the answer.
    private int substance;

    private MessageEvents() {}

    /// Of a message that is whole.
    static ReplyShape.Events of(ObjectNode message) {
        var events = new MessageEvents();
        events.add("message_start", e -> e.set("message", begun(message)));
        var content = message.path("content");
        for (var i = 0; i < content.size(); i++) {
            events.block(content.get(i), i);
        }
        events.add("message_delta", e -> {
            var delta = e.putObject("delta");
            ENDING.stream().filter(message::has).forEach(name -> delta.set(name, message.path(name)));
            e.set("usage", message.path("usage"));
        });
        events.add("message_stop", _ -> {});
        return new ReplyShape.Events(events.all, events.all.size() - events.substance);
    }

    /// As it is told when nothing of it has come yet.
    private static ObjectNode begun(ObjectNode message) {
        var begun = message.deepCopy().putNull("stop_reason").putNull("stop_sequence");
        begun.putArray("content");
        if (begun.path("usage") instanceof ObjectNode usage) {
            usage.put("output_tokens", Math.min(1, usage.path("output_tokens").asInt()));
        }
        return begun;
    }

    /// One event, by its name, and what it says.
    static byte[] event(String type, Consumer<ObjectNode> more) {
        var data = JsonNodeFactory.instance.objectNode().put("type", type);
        more.accept(data);
        return ("event: " + type + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private void add(String type, Consumer<ObjectNode> more) { all.add(event(type, more)); }

    private void substantial(String type, int index, String name, JsonNode part) {
        add(type, e -> e.put("index", index).set(name, part));
        substance = all.size();
    }

    /// What is neither text nor a call comes as it is.
    private void block(JsonNode block, int index) {
        ObjectNode begun = block.deepCopy();
        switch (block.path("type").asText()) {
            case "text" -> {
                begin(begun.put("text", ""), index);
                Words.of(block.path("text").asText()).forEach(word -> delta(index, "text_delta", "text", word));
            }
            case "tool_use" -> {
                begun.putObject("input");
                begin(begun, index);
                delta(index, "input_json_delta", "partial_json", "");
                Words.pieces(block.path("input").toString(), FRAGMENT)
                        .forEach(piece -> delta(index, "input_json_delta", "partial_json", piece));
            }
            default -> begin(begun, index);
        }
        add("content_block_stop", e -> e.put("index", index));
    }

    private void begin(ObjectNode block, int index) {
        substantial("content_block_start", index, "content_block", block);
        if (index == 0) {
            add("ping", _ -> {});
        }
    }

    private void delta(int index, String type, String name, String piece) {
        substantial("content_block_delta", index, "delta",
                JsonNodeFactory.instance.objectNode().put("type", type).put(name, piece));
    }

    /// How many of a provider's events come after the last that brings something of the answer.
    static int ends(List<byte[]> events) {
        return ProviderEvents.ends(events,
                type -> type.equals("content_block_delta") || type.equals("content_block_start"));
    }

    /// The message that a provider's events make; null when they make none.
    static @Nullable ObjectNode gathered(List<byte[]> events) {
        var gathering = new MessageGathering();
        events.forEach(event -> gathering.add(ProviderEvents.data(event)));
        return gathering.message();
    }
}
