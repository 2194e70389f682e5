package dev.kintsugi.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Opens the workbench.
@FunctionalInterface
public interface WindowOpener {
    /// Returns the exit code when the window was closed.
    ///
    /// @param data the folder of the database; absent for the usual one
    int open(@Nullable Path data, Wish wish);
}
