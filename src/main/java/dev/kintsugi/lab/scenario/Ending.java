package dev.kintsugi.lab.scenario;

/// How a step of a script ended for the customer.
public enum Ending {
    /// Nothing went wrong.
    WORKED,
    /// It failed, and a sound reply came all the same.
    MENDED,
    /// It failed, and a message, an older reply or a human stood in.
    SOFTENED,
    /// It failed, and the customer got the failure.
    FAILED;

    /// Whether the customer went without an answer.
    public boolean unmended() { return this == SOFTENED || this == FAILED; }
}
