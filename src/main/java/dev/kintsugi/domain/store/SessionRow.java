package dev.kintsugi.domain.store;

import dev.kintsugi.domain.SessionId;
import java.time.Instant;

/// A session as a list shows it. Immutable.
///
/// @param ordinal   its number in this lab, from 1
/// @param title     the first message, shortened, or the scenario's name
/// @param open      whether its last turn was begun and not concluded
/// @param injected  turns on which a fault acted
/// @param recovered turns among them that were delivered sound
public record SessionRow(SessionId id, long ordinal, String title, Instant created, Instant used, int turns,
        int injected,
        int recovered, boolean open) {}
