package dev.kintsugi.cli;

/// An agent that can be asked and made to fail: in a lab of this process, or in a served one.
interface Subject extends AutoCloseable {
    /// What it is, for people, and what else than the forced mode may touch its turns.
    String name();

    /// How many questions it is asked at the same time. One where their order is part of the result.
    int atOnce();

    /// Asks in a conversation of its own, without recovery. Called by as many threads as it is asked at once.
    ///
    /// @param mode what is forced; empty for nothing
    Seen ask(String message, String mode);

    @Override
    void close();

    /// One turn as it was seen. Immutable.
    record Seen(String status, String naturalStatus, String natural, String observed, long ms) {}
}
