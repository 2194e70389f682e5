package dev.kintsugi.domain.model;

import dev.kintsugi.domain.time.Deadline;

/// One use of a tool. Immutable.
///
/// @param idempotencyKey the same for every attempt of the same act in the same turn: a tool does it once
/// @param deadline       when an answer is of no use any more
public record ToolRequest(ToolCall call, String idempotencyKey, CallKey key, Deadline deadline) {
    /// The same with a nearer deadline, when it is nearer.
    public ToolRequest by(Deadline other) { return new ToolRequest(call, idempotencyKey, key, deadline.nearer(other)); }
}
