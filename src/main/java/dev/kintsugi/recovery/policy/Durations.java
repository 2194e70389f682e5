package dev.kintsugi.recovery.policy;

import java.time.Duration;
import java.util.Locale;

/// Lengths of time as people say them. Stateless.
public final class Durations {
    private Durations() {}

    /// E.g. `50 ms`, `0.8 s`, `47 s`, `5 min`.
    public static String plain(Duration time) {
        if (time.compareTo(Duration.ofMillis(100)) < 0) {
            return time.toMillis() + " ms";
        }
        if (time.compareTo(Duration.ofSeconds(10)) < 0) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        return time.compareTo(Duration.ofMinutes(2)) < 0 ? time.toSeconds() + " s" : time.toMinutes() + " min";
    }

    /// The shorter of two.
    public static Duration shorter(Duration a, Duration b) { return a.compareTo(b) < 0 ? a : b; }

    /// E.g. `a moment`, `3 minutes`, `2 hours`: for marking something as old.
    public static String age(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return "a moment";
        }
        return time.compareTo(Duration.ofHours(1)) < 0
                ? counted(time.toMinutes(), "minute")
                : counted(time.toHours(), "hour");
    }

    private static String counted(long n, String unit) { return n + " " + unit + (n == 1 ? "" : "s"); }
}
