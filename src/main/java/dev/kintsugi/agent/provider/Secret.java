package dev.kintsugi.agent.provider;

import dev.kintsugi.domain.Problem;

/// A provider's key, which never shows itself: neither printed, nor in a record that holds it, nor in a message that
/// was passed through [#redact]. Immutable.
public final class Secret {
    /// No key.
    public static final Secret NONE = new Secret("");

    private static final String MASK = "[key hidden]";

    private final String value;

    private Secret(String value) { this.value = value; }

    /// The key without surrounding blanks; blank means none. Throws a [Problem] when it holds blanks or characters
    /// that no HTTP header may carry.
    public static Secret of(String key) {
        var trimmed = key.strip();
        if (trimmed.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new Problem("The key cannot be used", "it holds blanks, line breaks or characters outside ASCII",
                    "Copy it again, only the key itself");
        }
        return trimmed.isEmpty() ? NONE : new Secret(trimmed);
    }

    public boolean isEmpty() { return value.isEmpty(); }

    /// The key itself: for the request's header and the key file only.
    public String reveal() { return value; }

    /// The text with every occurrence of the key masked.
    public String redact(String text) { return value.isEmpty() ? text : text.replace(value, MASK); }

    @Override
    public boolean equals(Object other) { return other instanceof Secret secret && secret.value.equals(value); }

    @Override
    public int hashCode() { return value.hashCode(); }

    @Override
    public String toString() { return isEmpty() ? "[no key]" : MASK; }
}
