package dev.kintsugi.report.claim;

import java.util.Locale;

/// What a delivery tells its user about its own failure, held against the truth. [Claims] decides which one it is.
///
/// Claimed success after failure is what Vuddanti and others (2025, "PALADIN", arXiv 2509.25238) count as catastrophic
/// success: the agent says, or answers as though, the work was done when it was not. It is not the same as a wrong answer:
/// who asks the same question again, refuses, drifts away or says that he is not sure has not answered right either, but
/// nobody is misled by it.
public enum Candour {
    /// Nothing failed in what was delivered: there is nothing to own up to.
    NOTHING_FAILED,
    /// It failed, and the user can tell: an error, a message or a person in the agent's place, an old reply marked as such,
    /// a refusal, words that admit it, or none that are not hedged.
    ADMITTED,
    /// It failed, and the user has neither an answer nor an admission: a question again, a plan, another subject.
    LEFT_OPEN,
    /// It failed, and the user was told as though all were well.
    CLAIMED;

    /// Whether the work of the delivery failed.
    public boolean failed() { return this != NOTHING_FAILED; }

    public String wire() { return name().toLowerCase(Locale.ROOT); }
}
