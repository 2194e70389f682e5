package dev.kintsugi.workbench.experiment;

import dev.kintsugi.lab.experiment.FindingsFile.Format;
import java.nio.file.Path;
import java.util.Optional;

/// Asks the person for files and folders. Empty when they choose none.
public interface Files {
    /// An experiment's file to open.
    Optional<Path> open();

    /// A folder that keeps results.
    Optional<Path> folder();

    /// Where to put a copy of that file.
    Optional<Path> copy(Path of);

    /// Where to put what was found.
    Optional<Path> save(Format format);
}
