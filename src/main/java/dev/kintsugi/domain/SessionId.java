package dev.kintsugi.domain;

/// The name of a session. One to 64 letters, digits, dots, dashes and underscores, not starting with a dot.
///
/// Immutable. Throws `IllegalArgumentException` for anything else, so that an id can be a file name or a key.
public record SessionId(String value) {
    private static final int LONGEST = 64;

    public SessionId {
        if (!isAllowed(value)) {
            throw new IllegalArgumentException(
                    "a session id is 1 to 64 letters, digits, '.', '-' or '_', and does not start with '.'");
        }
    }

    private static boolean isAllowed(String value) {
        return !value.isEmpty() && value.length() <= LONGEST && value.charAt(0) != '.'
                && value.chars().allMatch(SessionId::isAllowed);
    }

    private static boolean isAllowed(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }

    @Override
    public String toString() { return value; }
}
