package dev.kintsugi.domain.store;

import java.time.Instant;

/// One thing recovery tried, as a row of `recovery_attempts`. Data is a JSON object as text. Immutable.
public record RecoveryRow(String strategy, int attempt, Instant timestamp, boolean success, String data,
        String notes) {}
