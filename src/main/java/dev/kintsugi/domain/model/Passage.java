package dev.kintsugi.domain.model;

/// A piece of what an agent was given to know. Immutable.
public record Passage(String id, String title, String text) {}
