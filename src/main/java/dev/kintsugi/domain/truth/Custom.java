package dev.kintsugi.domain.truth;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/// A failure that somebody made up: a row of `failure_scenarios` that is none of the twelve, or a fault of the wire.
/// Immutable. Throws `IllegalArgumentException` for a name that cannot be told apart from a mode's, or is no name.
///
/// @param name   1 to 64 letters, digits, dots, dashes and underscores, beginning with a letter
/// @param config a JSON object as text, at most 16,384 characters; empty where only the name matters, as in a roll
public record Custom(String name, Category category, String config) implements Failure {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");
    private static final int LONGEST = 16_384;

    public Custom {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a fault is 1 to 64 letters, digits, '.', '-' or '_', and begins with a letter");
        }
        if (Arrays.stream(FailureMode.values()).anyMatch(m -> m.wire().equals(name))) {
            throw new IllegalArgumentException("'" + name + "' is the name of a failure mode");
        }
        if (config.length() > LONGEST) {
            throw new IllegalArgumentException("the configuration of a fault has at most " + LONGEST + " characters");
        }
    }

    @Override
    public Custom bare() { return config.isEmpty() ? this : new Custom(name, category, ""); }

    @Override
    public String wire() { return name; }

    @Override
    public String title() {
        var words = name.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
