package dev.kintsugi.cli;

import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How a command gets at a lab. Whoever wires the program opens it: over the environment and the saved settings.
public interface LabDoor {
    /// Opens a lab over a database on disk.
    ///
    /// @param data   the folder of the database; absent for the usual one
    /// @param change what the command line changes of the settings
    Lab open(@Nullable Path data, UnaryOperator<LabSettings> change);

    /// Opens a lab that leaves nothing behind.
    Lab throwAway(UnaryOperator<LabSettings> change);

    /// Where demos and scenarios are.
    Path home();

    /// What works, what is missing and what to do.
    Diagnosis diagnose(@Nullable Path data, UnaryOperator<LabSettings> change);
}
