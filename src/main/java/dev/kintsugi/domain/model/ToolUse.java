package dev.kintsugi.domain.model;

/// A tool that was used on the way to an answer. Immutable.
public record ToolUse(ToolCall call, Effect effect, ToolResult result) {}
