package dev.kintsugi.domain.event;

/// How an answer over the gateway ended, as its client could see it.
public enum Ending {
    /// A whole reply.
    REPLY,
    /// An error with its status, before anything else.
    ERROR,
    /// The connection closed without any answer.
    CLOSED,
    /// A stream or body that ended before its end: in order, inside a chunk, or short of its length.
    CUT,
    /// A reset.
    RESET,
    /// Nothing more came, with the connection open.
    STALLED,
    /// An error object in mid-stream.
    STREAM_ERROR,
    /// Something that is no JSON.
    BROKEN,
    /// A 200 with nothing in it.
    EMPTY,
    /// The client left before the answer was complete.
    LEFT;

    /// Whether the answer was a failure that the client could see.
    public boolean failed() { return this != REPLY; }
}
