package dev.kintsugi.cli;

import dev.kintsugi.domain.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A file that a command writes at its end: looked at before anything is run, so that no long run ends with nothing.
/// Stateless.
final class Destination {
    private Destination() {}

    /// @param file null for none
    /// @param made folders that the command makes before it writes; null for none
    /// @throws Problem when nothing can be written there
    static void check(@Nullable Path file, @Nullable Path... made) {
        if (file == null) {
            return;
        }
        var target = file.toAbsolutePath().normalize();
        if (Files.isDirectory(target) || there(target, made)) {
            throw unusable(file, "it is a folder", "Name a file");
        }
        var folder = target.getParent();
        if (folder != null && Files.notExists(folder) && there(folder, made)) {
            return;
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw unusable(file, "there is no folder " + folder, "Make the folder, or name a file in one that exists");
        }
        if (Files.exists(target) ? !Files.isWritable(target) : !Files.isWritable(folder)) {
            throw unusable(file, "you may not write there", "Name a file in a folder that is yours to write to");
        }
    }

    /// Whether it is one of the folders that are made, or above one.
    private static boolean there(Path folder, @Nullable Path... made) {
        return Arrays.stream(made)
                .anyMatch(each -> each != null && each.toAbsolutePath().normalize().startsWith(folder));
    }

    private static Problem unusable(Path file, String why, String todo) {
        return new Problem("Nothing can be written to " + file, why, todo);
    }
}
