package dev.kintsugi.workbench.errands;

import java.nio.file.Path;
import java.util.Optional;

/// A file of prompts as the list shows it. Immutable.
record Entry(Path file) {
    /// What lies in a folder of its own, as a demo does, is told by the folder.
    String title() {
        var name = String.valueOf(file.getFileName());
        var folder = Optional.ofNullable(file.getParent()).map(Path::getFileName).map(Path::toString).orElse("");
        return name.equals("prompts.json") && !folder.isEmpty() ? folder + ", " + name : name;
    }
}
