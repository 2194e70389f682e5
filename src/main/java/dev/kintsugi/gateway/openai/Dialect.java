package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.gateway.http.Exchange;

/// An API as callers speak it: everything in which it differs from others. Safe for many threads.
public interface Dialect {
    Api api();

    /// Whose API it is.
    Vendor vendor();

    /// Whether a small request is all that there is to read and answer: one that goes on from others may be the last word
    /// of a long conversation.
    boolean isAll(Exchange exchange);

    /// Reads a request.
    ///
    /// @param strict whether everything is refused that its vendor refuses; else a provider judges for itself
    /// @throws RefusedCall when it makes no sense
    ChatAsk read(Exchange exchange, boolean strict);

    /// The shape of one answer.
    ///
    /// @param id      what its id is made of
    /// @param created seconds since 1970
    ReplyShape shape(ChatAsk ask, String id, long created);

    /// What an event of a stream says of the answer's text.
    String words(JsonNode event);
}
