package dev.kintsugi.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where things are: beside the project's files when run from the project, in the user's area when installed. Immutable.
///
/// @param home where demos and scenarios are
/// @param data where the database and the settings are kept when nobody names a folder
/// @param logs where the log files go
record Places(Path home, Path data, Path logs) {
    /// The places of this process.
    static Places here() {
        return of(Path.of(""), System.getProperty("kintsugi.home"), System.getProperty("os.name"),
                Path.of(System.getProperty("user.home")), System::getenv);
    }

    static Places of(Path folder, @Nullable String installed, String system, Path user,
            UnaryOperator<@Nullable String> variable) {
        if (installed == null && Files.isDirectory(folder.resolve("embedded-db"))) {
            return new Places(folder, folder.resolve("embedded-db"), folder.resolve("logs"));
        }
        var data = userData(system.toLowerCase(Locale.ROOT), user, variable);
        return new Places(installed == null ? folder : Path.of(installed), data, data.resolve("logs"));
    }

    private static Path userData(String system, Path user, UnaryOperator<@Nullable String> variable) {
        if (system.startsWith("windows")) {
            var local = variable.apply("LOCALAPPDATA");
            return (local == null ? user.resolve("AppData/Local") : Path.of(local)).resolve("Kintsugi");
        }
        if (system.contains("mac")) {
            return user.resolve("Library/Application Support/Kintsugi");
        }
        var shared = variable.apply("XDG_DATA_HOME");
        return (shared == null || shared.isEmpty() ? user.resolve(".local/share") : Path.of(shared))
                .resolve("kintsugi");
    }
}
