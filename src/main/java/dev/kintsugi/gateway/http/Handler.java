package dev.kintsugi.gateway.http;

import java.util.Optional;

/// Answers requests, many at the same time.
@FunctionalInterface
public interface Handler {
    /// Answers one request on a virtual thread of its own, which may block: exactly one of `reply`, `stream`, `raw` and
    /// `webSocket` of the exchange is called before it returns. When it returns without, or throws, the client gets a
    /// 500; a stream or wire that is left open is closed.
    void handle(Exchange exchange) throws Exception;

    /// What can be done of it without waiting for anything, on the connection's own loop, which others wait for: at most
    /// a [Exchange#reply], or a stream that gets its [Body#end] at once or goes on [Body#paced]. Returns who goes on with
    /// the rest on a thread; empty when the request is answered, or will be [Exchange#later]. Throws nothing but what
    /// cannot be foreseen.
    default Optional<Handler> begin(Exchange exchange) { return Optional.of(this); }
}
