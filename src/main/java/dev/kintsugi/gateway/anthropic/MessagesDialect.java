package dev.kintsugi.gateway.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.MessageWords;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.openai.Dialect;
import dev.kintsugi.gateway.openai.RefusedCall;
import dev.kintsugi.gateway.openai.ReplyShape;
import dev.kintsugi.gateway.openai.RequestReader;
import dev.kintsugi.gateway.openai.Vendor;
import java.util.Map;

/// Anthropic's messages.
record MessagesDialect() implements Dialect {
    static final String VERSION = "anthropic-version";

    @Override
    public Api api() { return Api.MESSAGES; }

    @Override
    public Vendor vendor() { return Anthropic.VENDOR; }

    @Override
    public boolean isAll(Exchange exchange) { return true; }

    @Override
    public ChatAsk read(Exchange exchange, boolean strict) {
        var asked = tree(exchange);
        if (strict) {
            versioned(exchange);
            RequestRules.check(asked);
        }
        return MessageWords.of(asked, exchange.body(), strict ? Map.of() : RequestReader.handedOn(exchange));
    }

    /// Reads a request whose tokens are to be counted, which says nothing of the answer.
    ///
    /// @throws RefusedCall when it makes no sense
    static ChatAsk counted(Exchange exchange) {
        var asked = tree(exchange);
        versioned(exchange);
        RequestRules.checkCounted(asked);
        return MessageWords.of(asked, exchange.body(), Map.of());
    }

    private static JsonNode tree(Exchange exchange) {
        return RequestReader.object(exchange.body())
                .orElseThrow(() -> Complaints.bad("The request body is not valid JSON."));
    }

    private static void versioned(Exchange exchange) {
        if (exchange.header(VERSION).isEmpty()) {
            throw Complaints.bad(VERSION + ": header is required");
        }
    }

    @Override
    public ReplyShape shape(ChatAsk ask, String id, long created) { return new MessageShape(id); }

    @Override
    public String words(JsonNode event) {
        return event.at("/delta/type").asText().equals("text_delta") ? event.at("/delta/text").asText("") : "";
    }
}
