package dev.kintsugi.domain.truth;

import java.util.Locale;

/// How twelve chances become at most one failure.
public enum Law {
    /// Each mode rolls in turn, the first hit wins: modes early in the order win far more often than their number says.
    SEQUENTIAL,
    /// One roll for whether, one weighted draw for which: a slider's 10 % is 10 %.
    WEIGHTED;

    public String wire() { return name().toLowerCase(Locale.ROOT); }
}
