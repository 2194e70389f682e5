package dev.kintsugi.workbench.kit;

import java.nio.file.Files;
import java.nio.file.Path;

/// The file that is written for the name that a person gave in a dialog.
public final class SavedName {
    private SavedName() {}

    /// A name without an ending gets the usual one, so that a double click opens it and the next dialog lists it; unless a
    /// file would be lost that the dialog could not ask about.
    ///
    /// @param ending e.g. `html`
    public static Path of(Path file, String ending) {
        var name = file.getFileName().toString();
        var whole = file.resolveSibling(name + "." + ending);
        return name.contains(".") || Files.exists(whole) ? file : whole;
    }
}
