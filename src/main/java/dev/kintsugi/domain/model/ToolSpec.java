package dev.kintsugi.domain.model;

/// A tool as a model is told of it. Immutable.
///
/// @param parameters a JSON Schema object as text
public record ToolSpec(String name, String description, String parameters, Effect effect) {}
