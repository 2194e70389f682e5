package dev.kintsugi.network;

import java.util.Locale;
import java.util.Optional;

/// Which way bytes go through a proxy.
public enum Direction {
    /// From the client to the service.
    UPSTREAM,
    /// From the service to the client.
    DOWNSTREAM;

    /// As Toxiproxy writes it: `upstream` or `downstream`.
    public String word() { return name().toLowerCase(Locale.ROOT); }

    /// The direction of a word, whatever its case; empty for any other.
    public static Optional<Direction> of(String word) {
        for (var each : values()) {
            if (each.word().equalsIgnoreCase(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
