package dev.kintsugi.recovery.policy;

/// Something in a policy that does not do what its writer probably wants. Immutable.
///
/// @param severity    how much it matters
/// @param summary     in a few words
/// @param explanation why, with this policy's own figures
/// @param solution    what to change
public record PolicyAdvice(Severity severity, String summary, String explanation, String solution) {
    /// How much it matters.
    public enum Severity {
        /// Worth knowing.
        NOTE,
        /// A pattern has no effect, or less than it seems.
        WARNING,
        /// It makes a failure worse.
        HARMFUL
    }
}
