package dev.kintsugi.domain;

import java.util.regex.Pattern;

/// The name of a session. One to 64 letters, digits, dots, dashes and underscores, not starting with a dot.
///
/// Immutable. Throws `IllegalArgumentException` for anything else, so that an id can be a file name or a key.
public record SessionId(String value) {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

    public SessionId {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a session id is 1 to 64 letters, digits, '.', '-' or '_', and does not start with '.'");
        }
    }

    @Override
    public String toString() { return value; }
}
