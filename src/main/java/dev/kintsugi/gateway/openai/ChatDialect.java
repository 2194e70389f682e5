package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.gateway.http.Exchange;

/// Chat completions.
record ChatDialect() implements Dialect {
    @Override
    public Api api() { return Api.CHAT_COMPLETIONS; }

    @Override
    public Vendor vendor() { return OpenAi.VENDOR; }

    @Override
    public boolean isAll(Exchange exchange) { return true; }

    @Override
    public ChatAsk read(Exchange exchange, boolean strict) { return RequestReader.read(exchange, strict); }

    @Override
    public ReplyShape shape(ChatAsk ask, String id, long created) {
        return new ChatShape(ask, "chatcmpl-" + id, created);
    }

    @Override
    public String words(JsonNode event) {
        var choice = event.path("choices").path(0);
        return choice.path("index").asInt() == 0 ? choice.path("delta").path("content").asText("") : "";
    }
}
