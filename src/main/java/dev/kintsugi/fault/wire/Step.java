package dev.kintsugi.fault.wire;

import java.time.Duration;
import java.util.Map;

/// One thing that happens on the wire while a reply is sent. What lies between two steps that wait may leave together.
/// Immutable.
public sealed interface Step {
    /// Status and headers.
    ///
    /// @param length what the headers say of the body's length; negative for a body in chunks
    record Head(int status, Map<String, String> headers, long length) implements Step {
        public Head {
            headers = Map.copyOf(headers);
        }
    }

    /// A piece of the body. Not to be changed.
    record Data(byte[] bytes) implements Step {}

    /// Time passes. It is a fault's waiting: it obeys the time scale and can be skipped.
    record Pause(Duration time) implements Step {}

    /// A chunk that says it is longer than what comes of it; nothing can follow but an end.
    record OpenChunk(byte[] bytes, int announced) implements Step {}

    /// The proper end of the body.
    record End() implements Step {}

    /// The connection is closed in order (FIN), whatever the headers promised.
    record Cut() implements Step {}

    /// The connection is reset (RST).
    record Reset() implements Step {}

    /// Silence with the connection open, until the client leaves or the time is over; then it is cut.
    record Hold(Duration most) implements Step {}
}
