package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.ChatReply;
import dev.kintsugi.fault.wire.MidError;
import dev.kintsugi.lab.relay.Shown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts an answer into the shape of the Responses API, and keeps it for the requests that go on from it. For one thread.
final class ResponseShape implements ReplyShape {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChatAsk ask;
    private final String id;
    private final long created;
    private final KeptResponses kept;
    private @Nullable ObjectNode response;

    /// @param id      what the ids of the response and its items are made of
    /// @param created seconds since 1970
    ResponseShape(ChatAsk ask, String id, long created, KeptResponses kept) {
        this.ask = ask;
        this.id = id;
        this.created = created;
        this.kept = kept;
    }

    @Override
    public byte[] whole(ChatReply reply, boolean altered) {
        var all = response(reply, altered);
        return reply.body().length > 0 && !altered ? reply.body() : bytes(all);
    }

    @Override
    public Events streamed(ChatReply reply, boolean altered) {
        if (!reply.events().isEmpty() && !altered) {
            passed(reply.events());
            return new Events(reply.events(), ResponseEvents.ends(reply.events()));
        }
        return ResponseEvents.of(response(reply, altered));
    }

    @Override
    public void passed(List<byte[]> events) { response = ResponseEvents.last(events); }

    @Override
    public MidError error() {
        var all = response;
        return all == null ? MidError.CHAT : new ResponseError(all);
    }

    @Override
    public void concluded(Shown shown) {
        var all = response;
        if (all != null && ask.asked().path("store").asBoolean(true)) {
            kept.keep(ask.asked(), all, shown.ending().failed() ? shown.text() : null);
        }
    }

    private ObjectNode response(ChatReply reply, boolean altered) {
        var own = provided(reply);
        if (own == null) {
            own = new OwnResponse(ask.asked(), id, created).of(reply);
        } else if (altered) {
            reword(own, reply);
        }
        response = own;
        return own;
    }

    /// What the provider answered; null when nobody else did.
    private static @Nullable ObjectNode provided(ChatReply reply) {
        if (!reply.events().isEmpty()) {
            return ResponseEvents.last(reply.events());
        }
        if (reply.body().length == 0) {
            return null;
        }
        try {
            return JSON.readTree(reply.body()) instanceof ObjectNode tree ? tree : null;
        } catch (IOException _) {
            return null;
        }
    }

    /// All of the text goes into the first text there is.
    private static void reword(ObjectNode response, ChatReply reply) {
        var left = reply.text();
        for (var item : response.path("output")) {
            for (var part : item.path("content")) {
                if (part instanceof ObjectNode text && text.path("type").asText().equals("output_text")) {
                    text.put("text", left);
                    left = "";
                }
            }
            if (reply.finish().equals("length") && item instanceof ObjectNode message && message.has("content")) {
                message.put("status", "incomplete");
            }
        }
        if (reply.finish().equals("length")) {
            OwnResponse.incomplete(response);
        }
        if (response.path("usage") instanceof ObjectNode usage && usage.has("output_tokens")) {
            usage.put("output_tokens", reply.usage().completionTokens()).put("total_tokens", reply.usage().total());
        }
    }

    static byte[] bytes(JsonNode tree) { return tree.toString().getBytes(StandardCharsets.UTF_8); }

    static ObjectNode object() { return JsonNodeFactory.instance.objectNode(); }
}
