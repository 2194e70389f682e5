package dev.kintsugi.lab.experiment;

import dev.kintsugi.domain.event.Outcome;

/// A turn on which a fault was asked for or decided. Immutable.
///
/// @param mode     the mode's wire name
/// @param forced   whether it was asked for, not drawn
/// @param outcome  how the turn ended
/// @param calls    calls on the wire
/// @param millis   lab time of the turn, milliseconds
/// @param detectMs lab time from the failure until it was noticed; negative when it never was
/// @param mendMs   lab time from the notice to the sound reply; negative when there was none
public record Touched(String mode, boolean forced, Outcome outcome, int calls, long millis, long detectMs,
        long mendMs) {
    public boolean recovered() { return outcome == Outcome.RECOVERED; }
}
