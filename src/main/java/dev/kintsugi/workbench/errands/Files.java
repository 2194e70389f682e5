package dev.kintsugi.workbench.errands;

import dev.kintsugi.lab.errands.ErrandsFile.Format;
import java.nio.file.Path;
import java.util.Optional;

/// Asks the person for files. Empty when they choose none.
public interface Files {
    /// A file of prompts.
    Optional<Path> open();

    /// Where to put what came of a run.
    Optional<Path> save(Format format);
}
