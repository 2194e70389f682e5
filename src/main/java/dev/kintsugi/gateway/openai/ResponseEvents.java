package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The typed events of a streamed response. For one response and one thread.
final class ResponseEvents {
    private static final int FRAGMENT = 12;

    private final List<byte[]> all = new ArrayList<>();
    /// How many events there are with the last that brings something of the answer.
    private int substance;

    private ResponseEvents() {}

    /// Of a response that is whole.
    static ReplyShape.Events of(ObjectNode response) {
        var events = new ResponseEvents();
        events.add("response.created", e -> e.set("response", begun(response)));
        events.add("response.in_progress", e -> e.set("response", begun(response)));
        for (var i = 0; i < response.path("output").size(); i++) {
            events.item(response.path("output").get(i), i);
        }
        events.add("response." + response.path("status").asText("completed"), e -> e.set("response", response));
        return new ReplyShape.Events(events.all, events.all.size() - events.substance);
    }

    /// As it is told when nothing of it has come yet.
    static ObjectNode begun(ObjectNode response) {
        var begun = response.deepCopy().put("status", "in_progress").putNull("completed_at")
                .putNull("incomplete_details").putNull("usage");
        begun.putArray("output");
        return begun;
    }

    /// One event with its number and whatever else it says.
    static byte[] event(String type, int number, Consumer<ObjectNode> more) {
        var data = ResponseShape.object().put("type", type).put("sequence_number", number);
        more.accept(data);
        return ("event: " + type + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private void add(String type, Consumer<ObjectNode> more) { all.add(event(type, all.size(), more)); }

    private void substantial(String type, Consumer<ObjectNode> more) {
        add(type, more);
        substance = all.size();
    }

    private void item(JsonNode item, int index) {
        var id = item.path("id").asText();
        switch (item.path("type").asText()) {
            case "message" -> {
                added(item, index, "content");
                for (var i = 0; i < item.path("content").size(); i++) {
                    part(item.path("content").get(i), new Place(id, index, i));
                }
            }
            case "function_call" -> {
                added(item, index, "arguments");
                arguments(item, new Place(id, index, -1));
            }
            default -> substantial("response.output_item.added", e -> e.put("output_index", index).set("item", item));
        }
        add("response.output_item.done", e -> e.put("output_index", index).set("item", item));
    }

    /// An item that has begun: what comes of it later is still empty.
    private void added(JsonNode item, int index, String later) {
        ObjectNode begun = item.deepCopy();
        begun.put("status", "in_progress");
        if (item.path(later).isArray()) {
            begun.putArray(later);
        } else {
            begun.put(later, "");
        }
        substantial("response.output_item.added", e -> e.put("output_index", index).set("item", begun));
    }

    /// Where something belongs.
    ///
    /// @param part of a message; negative for what has none
    private record Place(String item, int output, int part) {
        ObjectNode in(ObjectNode event) {
            event.put("item_id", item).put("output_index", output);
            return part < 0 ? event : event.put("content_index", part);
        }
    }

    private void part(JsonNode part, Place place) {
        var name = part.path("type").asText().equals("refusal") ? "refusal" : "text";
        ObjectNode empty = part.deepCopy();
        empty.put(name, "");
        substantial("response.content_part.added", e -> place.in(e).set("part", empty));
        var kind = name.equals("text") ? "response.output_text" : "response.refusal";
        for (var word : Words.of(part.path(name).asText())) {
            substantial(kind + ".delta", e -> logprobs(place.in(e).put("delta", word), kind));
        }
        add(kind + ".done", e -> logprobs(place.in(e).put(name, part.path(name).asText()), kind));
        add("response.content_part.done", e -> place.in(e).set("part", part));
    }

    private static void logprobs(ObjectNode event, String kind) {
        if (kind.endsWith("text")) {
            event.putArray("logprobs");
        }
    }

    private void arguments(JsonNode call, Place place) {
        var arguments = call.path("arguments").asText();
        for (var piece : Words.pieces(arguments, FRAGMENT)) {
            substantial("response.function_call_arguments.delta", e -> place.in(e).put("delta", piece));
        }
        add("response.function_call_arguments.done",
                e -> place.in(e).put("name", call.path("name").asText()).put("arguments", arguments));
    }

    /// How many of a provider's events come after the last that brings something of the answer.
    static int ends(List<byte[]> events) {
        return ProviderEvents.ends(events, type -> type.endsWith(".delta") || type.endsWith(".added"));
    }

    /// What a provider's events say of the response as a whole, the last word first; null when they say nothing.
    static @Nullable ObjectNode last(List<byte[]> events) {
        for (var i = events.size() - 1; i >= 0; i--) {
            if (ProviderEvents.data(events.get(i)).path("response") instanceof ObjectNode response) {
                return response;
            }
        }
        return null;
    }
}
