package dev.kintsugi.domain.chance;

/// Where a draw is made. Two draws at the same place are equal; order and concurrency change nothing. Immutable.
///
/// @param session the session's fixed key (its ordinal in the lab or the index of its episode), never its random id
/// @param turn    turn number, 0 outside turns
/// @param attempt attempt number, 0 for what is drawn once a turn
/// @param purpose what for, in words, e.g. `fault.roll.hallucination`
public record DrawKey(long session, int turn, int attempt, String purpose) {}
