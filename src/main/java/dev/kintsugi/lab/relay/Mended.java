package dev.kintsugi.lab.relay;

import dev.kintsugi.domain.recovery.DeliveredStatus;

/// What recovery made of a call. Immutable.
record Mended(Answer answer, DeliveredStatus status, String by, int attempt) {}
