package dev.kintsugi.gateway.http;

import java.util.Map;

/// Words the answers that the server gives by itself: bad requests (400), timeouts (408), sizes (413, 414, 431), no
/// such path (404), no such method (405), and a handler that failed (500). Called by many threads.
@FunctionalInterface
public interface Refusals {
    /// Plain text, for a server that was told nothing else.
    Refusals PLAIN = (_, why, exchange) -> new Refusal(
            Map.of("content-type", "text/plain; charset=utf-8", "x-request-id", exchange.id()), why + "\n");

    /// @param why one sentence for people
    Refusal refuse(int status, String why, Exchange exchange);

    /// A body and its headers. Immutable.
    record Refusal(Map<String, String> headers, String body) {
        public Refusal {
            headers = Map.copyOf(headers);
        }
    }
}
