package dev.kintsugi.domain.work;

import dev.kintsugi.domain.Text;

/// What a recovery found of one part of a session, and what it did about it. Immutable.
///
/// @param part which part, e.g. `history`
/// @param note what was found or done, in words
/// @param todo what a person has to do; empty for nothing
public record Finding(String part, Result result, Text note, Text todo) {
    /// How it ended.
    public enum Result {
        /// Nothing was wrong.
        FINE,
        /// Something was, and is no longer.
        MENDED,
        /// Something is, and a person must see to it.
        REMAINS
    }
}
