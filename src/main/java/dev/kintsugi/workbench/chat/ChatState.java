package dev.kintsugi.workbench.chat;

/// What the conversation is doing; the visibility of every part of the screen follows from it.
public enum ChatState {
    /// Nothing was said yet.
    EMPTY,
    /// The last turn is over.
    READY,
    /// The agent works and has shown nothing yet.
    THINKING,
    /// The lab waits: there is a countdown, and it can be skipped.
    WAITING,
    /// A text is arriving.
    STREAMING,
    /// The lab itself could not go on; the message stands in the box again.
    FAILED;

    /// Whether a turn is under way.
    public boolean busy() { return this == THINKING || this == WAITING || this == STREAMING; }
}
