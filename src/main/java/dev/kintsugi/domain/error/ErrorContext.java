package dev.kintsugi.domain.error;

import dev.kintsugi.domain.SessionId;

/// Where an error happened. Immutable.
///
/// @param target   `model`, or the tool's name
/// @param attempts recovery attempts so far in this turn
public record ErrorContext(SessionId session, String agent, String model, String target, int turn, int attempts) {}
