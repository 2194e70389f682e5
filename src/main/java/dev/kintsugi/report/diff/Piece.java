package dev.kintsugi.report.diff;

/// A run of text that two texts share, or that only one of them has. Immutable.
public record Piece(Kind kind, String text) {
    /// Which of the two texts has it.
    public enum Kind {
        /// Both.
        SAME,
        /// Only the first.
        REMOVED,
        /// Only the second.
        ADDED
    }
}
