package dev.kintsugi.domain.event;

import java.util.Locale;

/// What was observed of a turn: `failure` whenever a fault acted, `timeout` or `error` for what nobody injected.
public enum TurnStatus {
    SUCCESS, FAILURE, TIMEOUT, ERROR;

    public String wire() { return name().toLowerCase(Locale.ROOT); }
}
