package dev.kintsugi.lab;

/// What stood in the store of short-lived state when a session's state was made from its log again.
public enum StateFound {
    /// What the log says.
    KEPT,
    /// Nothing: another process, or its time was over.
    FORGOTTEN,
    /// Something else.
    OTHER
}
