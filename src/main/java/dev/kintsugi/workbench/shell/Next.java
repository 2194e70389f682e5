package dev.kintsugi.workbench.shell;

import java.nio.file.Path;

/// What a person wants who was told why the workbench does not start. Immutable.
public sealed interface Next {
    /// Nothing more.
    record End() implements Next {}

    /// The same once more: what stood in the way may be gone.
    record Again() implements Next {}

    /// The same over another folder.
    record Over(Path folder) implements Next {}
}
