package dev.kintsugi.agent.provider;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where a user's key file lies on each system. Stateless.
final class KeyLocation {
    private KeyLocation() {}

    /// `$XDG_CONFIG_HOME/kintsugi/key` wherever that variable holds an absolute path; else the system's own place for
    /// settings: `~/.config` on Linux, `~/Library/Application Support` on macOS, `%APPDATA%` on Windows.
    ///
    /// @param variables gives an environment variable, or null
    /// @param system    as in the system property `os.name`
    static Path of(UnaryOperator<@Nullable String> variables, String system, Path home) {
        return settings(variables, system.toLowerCase(Locale.ROOT), home).resolve("kintsugi").resolve("key");
    }

    private static Path settings(UnaryOperator<@Nullable String> variables, String system, Path home) {
        var chosen = variables.apply("XDG_CONFIG_HOME");
        if (chosen != null && Path.of(chosen).isAbsolute()) {
            return Path.of(chosen);
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support");
        }
        if (system.startsWith("windows")) {
            var roaming = variables.apply("APPDATA");
            return roaming == null ? home.resolve("AppData").resolve("Roaming") : Path.of(roaming);
        }
        return home.resolve(".config");
    }
}
