package dev.kintsugi.domain.recovery;

import dev.kintsugi.domain.Text;

/// One thing that recovery did or saw. Immutable.
///
/// @param pattern the pattern's short name, e.g. `retry`, `breaker`, `verify`, `model fallback`, `cache`, `degrade`
/// @param attempt the attempt it happened in or after, from 1; 0 before the first
/// @param note    for people, one line
public record Step(String pattern, Action action, int attempt, Text note) {
    /// What it was.
    public enum Action {
        /// An attempt failed with an error that recovery saw.
        SAW_ERROR,
        /// A detector flagged a reply.
        FLAGGED,
        /// A reply passed its checks.
        PASSED,
        /// The pattern tries again.
        TRIED_AGAIN,
        /// It waits before trying.
        WAITS,
        /// It did not try, because it would not help or is not allowed (a breaker's rejection, an error that cannot heal).
        HELD_BACK,
        /// It asked someone or something else.
        FELL_BACK,
        /// It put back an earlier state.
        RESTORED,
        /// A circuit changed its state; the note says from what to what.
        CIRCUIT,
        /// It gave up; what lies outside it goes on.
        GAVE_UP
    }
}
