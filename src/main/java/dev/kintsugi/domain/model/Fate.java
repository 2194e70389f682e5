package dev.kintsugi.domain.model;

/// What a tool says became of an act. Immutable.
public sealed interface Fate {
    /// It was done, with this answer.
    record Done(ToolResult result) implements Fate {}

    /// It was not done: the tool keeps what it did for good, and there is nothing.
    record NotDone() implements Fate {}

    /// The tool knows nothing of it, but forgets when it is restarted.
    record NoTrace() implements Fate {}

    /// The tool cannot tell.
    record Unknown() implements Fate {}
}
