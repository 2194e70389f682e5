package dev.kintsugi.workbench.errands;

import java.nio.file.Path;

/// A file of prompts as the list shows it. Immutable.
record Entry(Path file, String title) {
    /// By its name.
    static Entry of(Path file) { return new Entry(file, String.valueOf(file.getFileName())); }
}
