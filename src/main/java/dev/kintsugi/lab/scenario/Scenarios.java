package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.Meant;
import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds and reads scenarios: plain YAML, held against `schema/scenario.schema.json`. Stateless; safe for many threads.
/// Every mistake in a file is a [Problem] with file, line and column, what is allowed and what to do.
public final class Scenarios {
    /// The file that makes a folder a scenario.
    public static final String FILE = "scenario.yaml";

    private static final String YAML = ".yaml";

    private Scenarios() {}

    /// The scenario in a file, or in the `scenario.yaml` of a folder.
    public static Scenario load(Path fileOrFolder) { return ScenarioFile.load(file(fileOrFolder)); }

    static Path file(Path fileOrFolder) {
        return Files.isDirectory(fileOrFolder) ? fileOrFolder.resolve(FILE) : fileOrFolder;
    }

    /// The scenario at a path, or the shipped one of that name. The Problem for anything else lists the shipped names.
    public static Scenario find(String nameOrPath, Path projectDir) { return load(path(nameOrPath, projectDir)); }

    /// Whether there is a scenario, or at least a file, at that path or of that name.
    public static boolean exists(String nameOrPath, Path projectDir) {
        return found(nameOrPath, projectDir).isPresent();
    }

    /// The file of that scenario. The Problem for what is none lists the shipped names.
    public static Path path(String nameOrPath, Path projectDir) {
        return found(nameOrPath, projectDir).map(Scenarios::file)
                .orElseThrow(() -> unknown(nameOrPath, projectDir));
    }

    private static Optional<Path> found(String nameOrPath, Path projectDir) {
        return path(nameOrPath).filter(Files::exists)
                .or(() -> path(nameOrPath).map(projectDir::resolve).filter(Files::exists))
                .or(() -> shipped(projectDir).stream().filter(p -> name(p).equals(nameOrPath)).findFirst());
    }

    /// The scenarios that lie in the project: folders in `demos`, then files in `scenarios`, each in order of name.
    public static List<Path> shipped(Path projectDir) {
        var all = new ArrayList<Path>();
        list(projectDir.resolve("demos")).filter(p -> Files.isRegularFile(p.resolve(FILE))).forEach(all::add);
        list(projectDir.resolve("scenarios")).filter(p -> p.toString().endsWith(YAML)).forEach(all::add);
        return List.copyOf(all);
    }

    /// The same, each read; one that is wrong keeps no other from being read.
    public static List<Shelved> shelf(Path projectDir) {
        return shipped(projectDir).stream().map(Shelved::of).toList();
    }

    /// The name a shipped scenario is found by: its folder's, or its file's without the ending.
    public static String name(Path shipped) {
        var name = shipped.getFileName().toString();
        return name.endsWith(YAML) ? name.substring(0, name.length() - YAML.length()) : name;
    }

    private static Stream<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (var files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new Problem("The scenarios cannot be listed", folder + ": " + e.getMessage(),
                    "Check that you may read the folder", e);
        }
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Problem unknown(String asked, Path projectDir) {
        var names = shipped(projectDir).stream().map(Scenarios::name).toList();
        return new Problem("There is no scenario '" + asked + "'", "it is neither a file, a folder nor a known name",
                names.isEmpty()
                        ? "Give the path of a scenario file"
                        : Meant.of(asked, names) + "Use one of: " + String.join(", ", names)
                                + ", or the path of a file");
    }
}
