package dev.kintsugi.lab.experiment;

import dev.kintsugi.domain.Meant;
import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds and reads experiments: plain YAML, held against `schema/experiment.schema.json`. Stateless; safe for many
/// threads. Every mistake in a file is a [Problem] with file, line and column, what is allowed and what to do.
public final class Experiments {
    private static final String YAML = ".yaml";

    private Experiments() {}

    /// The experiment at a path, or the shipped one of that name.
    ///
    /// @param seed     in place of the file's; absent for that
    /// @param episodes in place of the file's; absent for that
    public static Experiment find(String nameOrPath, Path home, @Nullable Long seed, @Nullable Integer episodes) {
        return ExperimentFile.load(path(nameOrPath, home), home, seed, episodes);
    }

    /// Those that lie in `scenarios/experiments`, in order of name.
    public static List<Path> shipped(Path home) {
        var folder = home.resolve("scenarios").resolve("experiments");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(p -> p.toString().endsWith(YAML)).sorted().toList();
        } catch (IOException e) {
            throw new Problem("The experiments cannot be listed", folder + ": " + e.getMessage(),
                    "Check that you may read the folder", e);
        }
    }

    /// The name a shipped one is found by.
    public static String name(Path shipped) {
        var name = shipped.getFileName().toString();
        return name.substring(0, name.length() - YAML.length());
    }

    private static Path path(String nameOrPath, Path home) {
        return file(nameOrPath)
                .or(() -> shipped(home).stream().filter(p -> name(p).equals(nameOrPath)).findFirst())
                .orElseThrow(() -> new Problem("There is no experiment '" + nameOrPath + "'",
                        "it is neither a file nor a known name", shipped(home).isEmpty()
                                ? "Give the path of an experiment's file"
                                : Meant.of(nameOrPath, shipped(home).stream().map(Experiments::name).toList())
                                        + "Use one of: "
                                        + String.join(", ", shipped(home).stream().map(Experiments::name).toList())
                                        + ", or the path of a file"));
    }

    private static Optional<Path> file(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text)).filter(Files::exists);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
