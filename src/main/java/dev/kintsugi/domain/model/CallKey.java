package dev.kintsugi.domain.model;

import dev.kintsugi.domain.TurnId;

/// The place of a wire call: turn, attempt (from 1) and call within the attempt (from 1). Immutable.
///
/// @param drawKey the session's key for draws, see [dev.kintsugi.domain.chance.DrawKey]
public record CallKey(TurnId turn, long drawKey, int attempt, int call) {
    public CallKey next() { return new CallKey(turn, drawKey, attempt, call + 1); }
}
