package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.openai.ResponseWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The responses of late, for requests that go on from one: in memory, as text, and those used longest ago are forgotten
/// first. Safe for many threads.
final class KeptResponses {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 2_000;
    private static final int MOST_BYTES = 32 << 20;

    private final int most;
    private final int mostBytes;
    private final Map<String, Kept> all = new LinkedHashMap<>(64, 0.75f, true);
    /// In which response an item was said.
    private final Map<String, String> items = new HashMap<>();
    private long bytes;

    KeptResponses() { this(MOST, MOST_BYTES); }

    /// @param most      responses
    /// @param mostBytes of all of them; the latest is kept however large it is
    KeptResponses(int most, int mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /// A response, as JSON. Not to be changed.
    ///
    /// @param asked    the request
    /// @param response the whole of it, whatever became of it on the way
    /// @param said     its output as the caller got it, a list
    /// @param previous the response that it goes on from; empty for none
    /// @param items    ids of what was said
    record Kept(byte[] asked, byte[] response, byte[] said, String previous, List<String> items) {
        int size() { return asked.length + response.length + said.length; }

        JsonNode request() { return read(asked); }

        JsonNode whole() { return read(response); }

        List<JsonNode> output() { return read(said).valueStream().toList(); }

        private static JsonNode read(byte[] json) {
            try {
                return JSON.readTree(json);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// @param seen the text that reached the caller where that is not all of it; null when it is
    void keep(JsonNode asked, ObjectNode response, @Nullable String seen) {
        var id = response.path("id").asText();
        if (!id.isEmpty()) {
            var said = seen == null ? response.path("output").valueStream().toList() : seen(response, seen);
            put(id, new Kept(ResponseShape.bytes(asked), ResponseShape.bytes(response),
                    ResponseShape.bytes(ResponseShape.object().arrayNode().addAll(said)),
                    asked.path("previous_response_id").asText(""),
                    said.stream().map(item -> item.path("id").asText()).toList()));
        }
    }

    private synchronized void put(String id, Kept kept) {
        remove(id);
        all.put(id, kept);
        kept.items().forEach(item -> items.put(item, id));
        bytes += kept.size();
        while (all.size() > most || bytes > mostBytes && all.size() > 1) {
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
        bytes -= old.size();
        old.items().forEach(item -> items.remove(item, id));
        return true;
    }

    /// All that was said up to a response, the oldest first; empty when some of it is not known.
    Optional<List<JsonNode>> conversation(String id) {
        return chain(id).map(chain -> {
            var said = new ArrayList<JsonNode>();
            for (var kept : chain) {
                said.addAll(resolved(ResponseWords.items(kept.request())));
                said.addAll(kept.output());
            }
            return said;
        });
    }

    private synchronized Optional<List<Kept>> chain(String id) {
        var chain = new ArrayList<Kept>();
        for (var next = id; !next.isEmpty();) {
            var kept = all.get(next);
            if (kept == null || chain.size() > most) {
                return Optional.empty();
            }
            chain.add(kept);
            next = kept.previous();
        }
        return Optional.of(chain.reversed());
    }

    /// The items with those that they only name.
    List<JsonNode> resolved(List<JsonNode> some) {
        return some.stream().map(item -> refers(item) ? item(item.path("id").asText()).orElse(item) : item).toList();
    }

    private Optional<JsonNode> item(String id) {
        return holding(id).flatMap(
                kept -> kept.output().stream().filter(said -> said.path("id").asText().equals(id)).findFirst());
    }

    private synchronized Optional<Kept> holding(String item) {
        return Optional.ofNullable(items.get(item)).map(all::get);
    }

    /// Whether it only names another item; its type may be left out.
    static boolean refers(JsonNode item) {
        return item.path("type").asText(item.has("role") ? "message" : "item_reference").equals("item_reference");
    }
}
