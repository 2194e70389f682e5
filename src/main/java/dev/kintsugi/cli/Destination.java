package dev.kintsugi.cli;

import dev.kintsugi.domain.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file that a command writes at its end: looked at before anything is run, so that no long run ends with nothing.
/// Stateless.
final class Destination {
    private Destination() {}

    /// @param file null for none
    /// @throws Problem when nothing can be written there
    static void check(@Nullable Path file) {
        if (file == null) {
            return;
        }
        var target = file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw unusable(file, "it is a folder", "Name a file");
        }
        var folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw unusable(file, "there is no folder " + folder, "Make the folder, or name a file in one that exists");
        }
        if (Files.exists(target) ? !Files.isWritable(target) : !Files.isWritable(folder)) {
            throw unusable(file, "you may not write there", "Name a file in a folder that is yours to write to");
        }
    }

    private static Problem unusable(Path file, String why, String todo) {
        return new Problem("Nothing can be written to " + file, why, todo);
    }
}
