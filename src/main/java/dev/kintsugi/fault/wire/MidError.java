package dev.kintsugi.fault.wire;

import java.nio.charset.StandardCharsets;

/// Words an error that comes in the midst of a stream, in the shape of the stream's API. Safe for many threads.
@FunctionalInterface
public interface MidError {
    /// What an error says that nobody can do anything about.
    String SORRY = "The server had an error while processing your request. Sorry about that!";

    /// That of chat completions: a plain data line, or one after `event: error`.
    MidError CHAT = (style, _) -> ((style.equals("data") ? "" : "event: error\n") + "data: {\"error\":{\"message\":\""
            + SORRY + "\",\"type\":\"server_error\",\"param\":null,\"code\":null}}\n\n")
            .getBytes(StandardCharsets.UTF_8);

    /// The event.
    ///
    /// @param style how it is written: `data`, `event` or `failed`
    /// @param sent  how many events went before it
    byte[] event(String style, int sent);
}
