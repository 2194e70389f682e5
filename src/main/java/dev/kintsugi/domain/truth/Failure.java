package dev.kintsugi.domain.truth;

/// A way to fail: one of the twelve modes, or one that somebody made up. In the log a mode is its name, and a made-up
/// one an object with its name, category and configuration.
public sealed interface Failure permits FailureMode, Custom {
    /// The name on the wire, e.g. `api_timeout` or `custom_confusion`.
    String wire();

    /// The name for people, e.g. `API timeout`.
    String title();

    Category category();

    /// The same without its configuration, for where the name is enough.
    default Failure bare() { return this; }
}
