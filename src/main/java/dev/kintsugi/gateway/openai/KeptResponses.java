package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.openai.ResponseWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The responses of late, for requests that go on from one: in memory, those used longest ago are forgotten first. Safe
/// for many threads.
final class KeptResponses {
    static final int MOST = 2_000;
    private static final long MOST_CHARACTERS = 32 << 20;

    private final int most;
    private final Map<String, Kept> all = new LinkedHashMap<>(64, 0.75f, true);
    /// What was said in them, by the ids of the items.
    private final Map<String, JsonNode> items = new HashMap<>();
    private long characters;

    KeptResponses() { this(MOST); }

    /// @param most responses
    KeptResponses(int most) { this.most = most; }

    /// A response. Its trees are not to be changed.
    ///
    /// @param asked    the request
    /// @param response the whole of it, whatever became of it on the way
    /// @param said     its output as the caller got it
    record Kept(JsonNode asked, ObjectNode response, List<JsonNode> said, long size) {}

    /// @param seen the text that reached the caller where that is not all of it; null when it is
    synchronized void keep(JsonNode asked, ObjectNode response, @Nullable String seen) {
        var id = response.path("id").asText();
        if (id.isEmpty()) {
            return;
        }
        remove(id);
        var size = asked.toString().length() + (long) response.toString().length();
        var said = seen == null ? response.path("output").valueStream().toList() : seen(response, seen);
        all.put(id, new Kept(asked, response, said, size));
        said.forEach(item -> items.put(item.path("id").asText(), item));
        characters += size;
        while (all.size() > most || characters > MOST_CHARACTERS && all.size() > 1) {
            remove(all.keySet().iterator().next());
        }
    }

    /// The output with the text that came of it; of other items it is not known how much came.
    private static List<JsonNode> seen(ObjectNode response, String text) {
        var all = new ArrayList<JsonNode>();
        var left = text;
        for (var item : response.path("output")) {
            if (item.path("type").asText().equals("message")) {
                all.add(message(item.path("id").asText(), left));
                left = "";
            } else {
                all.add(item);
            }
        }
        if (!left.isEmpty()) {
            all.add(message("", left));
        }
        return all;
    }

    private static JsonNode message(String id, String text) {
        var message = ResponseShape.object().put("id", id).put("type", "message").put("status", "incomplete")
                .put("role", "assistant");
        message.putArray("content").addObject().put("type", "output_text").put("text", text);
        return message;
    }

    synchronized Optional<Kept> get(String id) { return Optional.ofNullable(all.get(id)); }

    /// Whether there was one.
    synchronized boolean remove(String id) {
        var old = all.remove(id);
        if (old == null) {
            return false;
        }
        characters -= old.size();
        old.said().forEach(item -> items.remove(item.path("id").asText(), item));
        return true;
    }

    /// An item of a response's output.
    synchronized Optional<JsonNode> item(String id) { return Optional.ofNullable(items.get(id)); }

    /// All that was said up to a response, the oldest first; empty when some of it is not known.
    synchronized Optional<List<JsonNode>> conversation(String id) {
        var parts = new ArrayList<List<JsonNode>>();
        for (var next = id; !next.isEmpty();) {
            var kept = all.get(next);
            if (kept == null || parts.size() > 2 * most) {
                return Optional.empty();
            }
            parts.add(kept.said());
            parts.add(resolved(ResponseWords.items(kept.asked())));
            var before = kept.asked().path("previous_response_id");
            next = before.isTextual() ? before.asText() : "";
        }
        return Optional.of(parts.reversed().stream().flatMap(List::stream).toList());
    }

    /// The items with those that they only name.
    synchronized List<JsonNode> resolved(List<JsonNode> some) {
        return some.stream().map(item -> refers(item) ? items.getOrDefault(item.path("id").asText(), item) : item)
                .toList();
    }

    /// Whether it only names another item; its type may be left out.
    static boolean refers(JsonNode item) {
        return item.path("type").asText(item.has("role") ? "message" : "item_reference").equals("item_reference");
    }
}
