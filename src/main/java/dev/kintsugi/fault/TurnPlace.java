package dev.kintsugi.fault;

import dev.kintsugi.domain.TurnId;

/// Where and when a turn is decided. Immutable.
///
/// @param drawKey the session's key for draws, see [dev.kintsugi.domain.chance.DrawKey]
/// @param nowMs   lab time, milliseconds since 1970
public record TurnPlace(TurnId turn, long drawKey, long seed, long nowMs) {}
