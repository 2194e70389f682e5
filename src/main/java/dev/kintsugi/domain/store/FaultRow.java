package dev.kintsugi.domain.store;

/// A fault's configuration, as a row of `failure_scenarios`. Config is a JSON object as text. Immutable.
///
/// @param type the category's wire name, e.g. `output_quality`
public record FaultRow(String name, String description, String type, String config, boolean enabled) {}
