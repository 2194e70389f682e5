package dev.kintsugi.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How much goes into the log file, least first.
public enum LogLevel {
    ERROR, WARN, INFO, DEBUG, TRACE;

    /// The level of that name, whatever the case.
    public static Optional<LogLevel> named(String name) {
        return Arrays.stream(values()).filter(l -> l.name().equals(name.strip().toUpperCase(Locale.ROOT))).findFirst();
    }
}
