package dev.kintsugi.domain.model;

/// A model's wish to use a tool. Immutable.
///
/// @param arguments a JSON object as text, as the model wrote it: it may be malformed
public record ToolCall(String id, String name, String arguments) {}
