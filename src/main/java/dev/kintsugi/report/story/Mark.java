package dev.kintsugi.report.story;

import dev.kintsugi.domain.event.Outcome;

/// What a step of a turn is, as a shape: red breaks, gold mends, the rest is neutral.
public enum Mark {
    /// A fault acted (triangle).
    INJECTED("▲"),
    /// A detector or an error told recovery (diamond).
    DETECTED("◆"),
    /// A sound reply was delivered after a failure (disc, gold).
    RECOVERED("●"),
    /// A message, a stale reply or a human stood in (ring, neutral).
    SOFTENED("○"),
    /// The failure was delivered (cross).
    LOST("✕"),
    /// A reply as the model gave it (tick).
    NATURAL("✓"),
    /// Recovery or the agent did something.
    ACTION("·"),
    /// The lab waited.
    WAIT("…");

    private final String sign;

    Mark(String sign) { this.sign = sign; }

    /// The shape as one character, for pages and terminals that draw no shapes.
    public String sign() { return sign; }

    /// How a turn's end is marked.
    public static Mark of(Outcome outcome) {
        return switch (outcome) {
            case SOUND, TOLERATED -> NATURAL;
            case RECOVERED, NATURAL_RECOVERED -> RECOVERED;
            case SOFTENED -> SOFTENED;
            case LOST, HARMED, NATURAL_FAILURE -> LOST;
        };
    }
}
