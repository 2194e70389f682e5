package dev.kintsugi.cli;

/// An agent that can be asked and made to fail: in a lab of this process, or in a served one. Used by one thread.
interface Subject extends AutoCloseable {
    /// What it is, for people.
    String name();

    /// Asks in a conversation of its own, without recovery.
    ///
    /// @param mode what is forced; empty for nothing
    Seen ask(String message, String mode);

    @Override
    void close();

    /// One turn as it was seen. Immutable.
    record Seen(String status, String naturalStatus, String natural, String observed, long ms) {}
}
