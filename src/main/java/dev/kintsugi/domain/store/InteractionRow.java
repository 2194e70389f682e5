package dev.kintsugi.domain.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A concluded turn as a row of `agent_interactions`. Request and response are JSON objects as text. Immutable.
public record InteractionRow(Instant timestamp, String request, String response, String status, String naturalStatus,
        @Nullable String failureMode, boolean injected, String naturalResponse, long processingMs, int tokens,
        String model, String deliveredStatus, String outcome, int turn) {}
