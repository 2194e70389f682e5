package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.Problem;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A scenario's file as a list shows it, whether it can be read or not. Immutable.
///
/// @param scenario what stood in it; absent when it could not be read
/// @param trouble  why it could not be read; absent when it could
public record Shelved(Path file, @Nullable Scenario scenario, @Nullable Problem trouble) {
    public Shelved {
        if ((scenario == null) == (trouble == null)) {
            throw new IllegalArgumentException("a file can be read, or there is a reason why not");
        }
    }

    /// Reads the scenario in a file, or in the `scenario.yaml` of a folder.
    public static Shelved of(Path fileOrFolder) {
        var file = Scenarios.file(fileOrFolder).toAbsolutePath().normalize();
        try {
            return new Shelved(file, Scenarios.load(file), null);
        } catch (Problem broken) {
            return new Shelved(file, null, broken);
        }
    }

    /// Its title; the name of its file or folder when it could not be read.
    public String title() {
        if (scenario != null) {
            return scenario.title();
        }
        var folder = file.getParent();
        return file.endsWith(Scenarios.FILE) && folder != null && folder.getNameCount() > 0
                ? Scenarios.name(folder)
                : file.getFileName().toString();
    }

    /// What stood in it. Throws the Problem when it could not be read.
    public Scenario readable() {
        if (scenario == null) {
            throw Objects.requireNonNull(trouble);
        }
        return scenario;
    }
}
