package dev.kintsugi.domain.store;

/// A concluded turn as it lies in the store, with its number there. Immutable.
public record KeptInteraction(long id, InteractionRow row) {}
