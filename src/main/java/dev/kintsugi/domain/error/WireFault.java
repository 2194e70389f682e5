package dev.kintsugi.domain.error;

/// How a call to a model or a tool went wrong, as seen on the wire.
public enum WireFault {
    /// An HTTP status other than 2xx; the status, type and code tell more.
    HTTP,
    /// Nobody listens, or the address does not exist.
    CONNECT,
    /// No connection within the limit.
    CONNECT_TIMEOUT,
    /// Connected, but no whole answer within the limit.
    READ_TIMEOUT,
    /// The peer reset the connection.
    RESET,
    /// A 2xx whose body cannot be read.
    MALFORMED,
    /// A 2xx with nothing in it.
    EMPTY,
    /// A body or stream that ended before its end.
    TRUNCATED,
    /// A stream that stopped sending with the connection open.
    STALLED,
    /// An error object inside a stream that began well.
    STREAM_ERROR,
    /// No credential is configured.
    MISSING_KEY,
    /// The state is too large to process.
    STATE_TOO_LARGE
}
