package dev.kintsugi.gateway.http;

/// Answers requests. Each runs on a virtual thread of its own and may block; many run at the same time.
@FunctionalInterface
public interface Handler {
    /// Answers one request: exactly one of `reply`, `stream`, `raw` and `webSocket` of the exchange is called before it
    /// returns. When it returns without, or throws, the client gets a 500; a stream or wire that is left open is closed.
    void handle(Exchange exchange) throws Exception;
}
