package dev.kintsugi.domain.model;

/// What a tool answered. Immutable.
///
/// @param content   a JSON object as text, as the model will read it
/// @param ok        false when the tool worked but could not find or do what was asked
/// @param latencyMs lab time it took, in milliseconds
/// @param simulated whether the latency is simulated and still has to be waited for
public record ToolResult(String content, boolean ok, long latencyMs, boolean simulated) {}
