package dev.kintsugi.gateway.http;

/// Words the answers that the server gives by itself: bad requests (400), timeouts (408), sizes (413, 414, 431), no
/// such path (404), no such method (405), and a handler that failed (500). Called by many threads.
@FunctionalInterface
public interface Refusals {
    /// Plain text, for a server that was told nothing else.
    Refusals PLAIN = (status, why) -> new Refusal("text/plain; charset=utf-8", why + "\n");

    /// @param why one sentence for people
    Refusal refuse(int status, String why);

    /// A body and its type. Immutable.
    record Refusal(String contentType, String body) {}
}
