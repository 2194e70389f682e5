package dev.kintsugi.app;

import java.util.Locale;

/// Whether a window can be opened on this machine. Stateless.
final class Display {
    private Display() {}

    /// On Linux a display must be named; elsewhere there is one. The headless platform of JavaFX counts as one.
    static boolean available() {
        if ("Headless".equals(System.getProperty("glass.platform"))) {
            return true;
        }
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return !system.contains("linux") || named("DISPLAY");
    }

    private static boolean named(String variable) {
        var value = System.getenv(variable);
        return value != null && !value.isBlank();
    }
}
