package dev.kintsugi.report.audit;

import java.util.Optional;

/// What a check of an exported log found. Immutable.
///
/// @param session  whose log it is; empty when not even that could be read
/// @param events   events that are sound, from the first on
/// @param redacted texts that were taken out
/// @param head     the hash of the last sound event
/// @param bad      what is wrong first; empty when everything is sound
public record Verdict(String session, long events, long redacted, String head, Optional<Bad> bad) {
    public boolean sound() { return bad.isEmpty(); }

    /// The first thing that is wrong.
    ///
    /// @param line the line of the file, from 1
    /// @param event the event on it, e.g. `turn 3, event 27 (delivered)`; empty when that cannot be read
    public record Bad(long line, String event, String why) {}
}
