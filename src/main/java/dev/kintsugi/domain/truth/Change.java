package dev.kintsugi.domain.truth;

import dev.kintsugi.domain.Text;

/// One thing that an injection changed: the truth a detector is scored against. Immutable.
///
/// @param from what the natural reply said; empty when something was added
/// @param to   what the observed reply says instead; empty when something was taken away
public record Change(Kind kind, Text from, Text to) {
    /// What was changed.
    public enum Kind {
        NUMBER, DATE, NAME, POLICY, CITATION, FEATURE, CONCLUSION, TOPIC, WHOLE
    }
}
