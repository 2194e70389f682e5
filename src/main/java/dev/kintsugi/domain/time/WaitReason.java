package dev.kintsugi.domain.time;

/// Why the lab waits. Only simulated delays obey the time scale; all can be skipped by a person.
public enum WaitReason {
    /// A simulated model thinks or a simulated tool works.
    MODEL_LATENCY(true),
    /// An injected timeout or delay.
    INJECTED_DELAY(true),
    /// A scenario lets time pass between two steps.
    SCRIPT(true),
    /// Recovery waits before it tries again.
    BACKOFF(false),
    /// A call waits for a place in its bulkhead, which another call holds.
    PLACE(false),
    /// A person is asked.
    PERSON(false);

    private final boolean simulated;

    WaitReason(boolean simulated) { this.simulated = simulated; }

    public boolean simulated() { return simulated; }
}
