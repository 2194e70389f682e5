package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.ResponseWords;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.gateway.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Responses. Safe for many threads.
///
/// @param kept the responses that a request may go on from
record ResponsesDialect(KeptResponses kept) implements Dialect {
    private static final String PREVIOUS = "previous_response_id";

    @Override
    public Api api() { return Api.RESPONSES; }

    @Override
    public Vendor vendor() { return OpenAi.VENDOR; }

    @Override
    public boolean isAll(Exchange exchange) {
        var body = new String(exchange.body(), StandardCharsets.ISO_8859_1);
        return !body.contains(PREVIOUS) && !body.contains("item_reference");
    }

    @Override
    public ChatAsk read(Exchange exchange, boolean strict) {
        var asked = RequestReader.tree(exchange.body());
        if (strict) {
            ResponseRules.check(asked);
        }
        var before = before(asked, strict);
        var own = kept.resolved(ResponseWords.items(asked));
        if (strict) {
            ItemRules.check(asked.path("input"), before, own);
        }
        return ResponseWords.of(with(asked, own), before, exchange.body(),
                strict ? Map.of() : RequestReader.handedOn(exchange));
    }

    private List<JsonNode> before(JsonNode asked, boolean strict) {
        var previous = asked.path(PREVIOUS).asText("");
        if (!asked.path(PREVIOUS).isTextual()) {
            return List.of();
        }
        return kept.conversation(previous).orElseGet(() -> {
            if (strict) {
                throw RefusedCall.bad(PREVIOUS, "previous_response_not_found",
                        "Previous response with id '" + previous + "' not found.");
            }
            return List.of();
        });
    }

    /// The request with the items that it only names; itself when it names none.
    private static JsonNode with(JsonNode asked, List<JsonNode> own) {
        if (asked.path("input").valueStream().noneMatch(KeptResponses::refers)
                || !(asked.deepCopy() instanceof ObjectNode other)) {
            return asked;
        }
        other.putArray("input").addAll(own);
        return other;
    }

    @Override
    public ReplyShape shape(ChatAsk ask, String id, long created) { return new ResponseShape(ask, id, created, kept); }

    @Override
    public String words(JsonNode event) {
        return event.path("type").asText().equals("response.output_text.delta") ? event.path("delta").asText("") : "";
    }
}
