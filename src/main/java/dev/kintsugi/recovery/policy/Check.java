package dev.kintsugi.recovery.policy;

import dev.kintsugi.domain.Problem;
import java.time.Duration;

/// Refuses settings that make no sense with a [Problem]. Stateless.
final class Check {
    private static final Duration LONGEST = Duration.ofDays(1);

    private Check() {}

    static void range(String pattern, String setting, int value, int low, int high) {
        that(value >= low && value <= high, pattern, setting, "a whole number from " + low + " to " + high, value);
    }

    static void positive(String pattern, String setting, Duration value) {
        that(value.isPositive() && value.compareTo(LONGEST) <= 0, pattern, setting,
                "longer than nothing and at most a day", value);
    }

    static void notNegative(String pattern, String setting, Duration value) {
        that(!value.isNegative() && value.compareTo(LONGEST) <= 0, pattern, setting, "at most a day", value);
    }

    static void that(boolean fine, String pattern, String setting, String allowed, Object value) {
        if (!fine) {
            throw new Problem("Recovery pattern '" + pattern + "' cannot work like this",
                    setting + " is " + allowed + ", but was "
                            + (value instanceof Duration time ? PolicyText.time(time) : value),
                    "Change " + setting + " of " + pattern);
        }
    }
}
