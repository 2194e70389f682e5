package dev.kintsugi.lab.relay;

import dev.kintsugi.domain.event.Ending;

/// What the caller will have seen of an answer. Immutable.
///
/// @param text       the text that reaches it, whole or not; the error's words when it is one
/// @param disturbed  whether a fault of the wire acted on it
public record Shown(Ending ending, int status, long retryAfterMs, boolean mayRetry, String text, boolean disturbed) {}
