package dev.kintsugi.fault;

import dev.kintsugi.domain.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One thing about a failure mode that can be set: enough to draw an editor for it and to check a file. Immutable.
///
/// @param name         its name in files, e.g. `retry_after`
/// @param title        its name for people
/// @param defaultValue what it is when nobody sets it
/// @param min          smallest number allowed, in `unit`; for a fraction in parts per million
/// @param max          largest number allowed, likewise; for a text the most characters
/// @param unit         e.g. `s`; empty when it has none
/// @param note         one sentence about what it does
/// @param choices      the allowed words of a choice or a list; empty when any word will do
public record Parameter(String name, String title, Kind kind, String defaultValue, long min, long max, String unit,
        String note, List<String> choices) {
    /// The common parameter that says when the fault lets go.
    public static final String CURE = "cure";
    /// The common parameter that says which call is hurt.
    public static final String TARGET = "target";
    /// The common parameter that says how long the mode stays on.
    public static final String TTL = "ttl";

    private static final Pattern TOOL = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern CURES = Pattern.compile("default|persistent|(?:attempts|seconds) [1-9]\\d{0,5}");

    public Parameter {
        choices = List.copyOf(choices);
    }

    /// How a value is written.
    public enum Kind {
        /// A whole number, e.g. `3`.
        INTEGER,
        /// A decimal between 0 and 1, e.g. `0.9`.
        FRACTION,
        /// Two whole numbers, the smaller first, e.g. `5-30`.
        RANGE,
        /// One of the choices.
        CHOICE,
        /// Words between commas; only choices when there are any.
        LIST,
        /// `default`, `persistent`, `attempts N` (it lasts N attempts) or `seconds N` (after it first acted).
        CURE,
        /// `model`, or the name of a tool.
        TARGET
    }

    public static Parameter integer(String name, String title, long value, long min, long max, String unit,
            String note) {
        return new Parameter(name, title, Kind.INTEGER, Long.toString(value), min, max, unit, note, List.of());
    }

    public static Parameter choice(String name, String title, String value, List<String> choices, String note) {
        return new Parameter(name, title, Kind.CHOICE, value, 0, 0, "", note, choices);
    }

    static Parameter list(String name, String title, String value, List<String> choices, String note) {
        return new Parameter(name, title, Kind.LIST, value, 1, 500, "", note, choices);
    }

    /// Checks a value. Throws a [Problem] that says what is allowed.
    public void check(String value) {
        var good = switch (kind) {
            case INTEGER -> inBounds(value);
            case FRACTION -> value.matches("0(\\.\\d{1,6})?|1(\\.0{1,6})?");
            case RANGE -> range(value);
            case CHOICE -> choices.contains(value);
            case LIST -> list(value);
            case CURE -> CURES.matcher(value).matches();
            case TARGET -> TOOL.matcher(value).matches();
        };
        if (!good) {
            throw new Problem("The setting '" + name + "' cannot be '" + shortened(value) + "'", allowed(),
                    "Correct it, or leave it out for the default '" + defaultValue + "'");
        }
    }

    /// What may be written, in words.
    public String allowed() {
        return switch (kind) {
            case INTEGER -> "it is a whole number from " + min + " to " + max + (unit.isEmpty() ? "" : " " + unit);
            case FRACTION -> "it is a decimal from 0 to 1, such as 0.9";
            case RANGE -> "it is two whole numbers such as " + defaultValue + ", between " + min + " and " + max;
            case CHOICE -> "it is one of: " + String.join(", ", choices);
            case LIST -> choices.isEmpty()
                    ? "it is a list of words with commas between them, at most " + max + " characters"
                    : "it is a list of some of: " + String.join(", ", choices);
            case CURE -> "it is 'default', 'persistent', 'attempts N' or 'seconds N'";
            case TARGET -> "it is 'model' or the name of a tool";
        };
    }

    private boolean inBounds(String value) {
        return value.matches("\\d{1,9}") && Long.parseLong(value) >= min && Long.parseLong(value) <= max;
    }

    private boolean range(String value) {
        var ends = value.split("-", -1);
        return ends.length == 2 && inBounds(ends[0]) && inBounds(ends[1])
                && Long.parseLong(ends[0]) <= Long.parseLong(ends[1]);
    }

    private boolean list(String value) {
        var words = words(value);
        return !words.isEmpty() && value.length() <= max && (choices.isEmpty() || choices.containsAll(words));
    }

    /// The words of a list value, in small letters.
    static List<String> words(String value) {
        return Arrays.stream(value.split(",")).map(w -> w.strip().toLowerCase(Locale.ROOT)).filter(w -> !w.isEmpty())
                .toList();
    }

    private static String shortened(String value) { return value.length() > 40 ? value.substring(0, 40) + "…" : value; }
}
