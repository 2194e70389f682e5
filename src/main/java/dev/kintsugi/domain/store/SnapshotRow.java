package dev.kintsugi.domain.store;

import java.time.Instant;

/// A kept state, as a row of `agent_state_snapshots`. State is a JSON object as text. Immutable.
public record SnapshotRow(String type, String state, Instant timestamp) {}
