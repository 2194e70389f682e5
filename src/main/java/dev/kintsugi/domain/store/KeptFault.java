package dev.kintsugi.domain.store;

import java.time.Instant;

/// A fault's configuration as it lies in the store. Immutable.
///
/// @param id      its number in the store
/// @param created when it was first written
/// @param updated when it was last written
public record KeptFault(long id, FaultRow row, Instant created, Instant updated) {}
