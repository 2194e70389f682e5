package dev.kintsugi.domain.model;

/// One use of a tool. Immutable.
///
/// @param idempotencyKey the same for every attempt of the same act in the same turn: a tool does it once
public record ToolRequest(ToolCall call, String idempotencyKey, CallKey key) {}
