package dev.kintsugi.domain;

/// Words that someone said. In the log they stand beside the chain, which holds only their salted hash, so they can be
/// taken out and the rest still proves. Immutable.
///
/// @param value    the words; empty when they were taken out
/// @param redacted whether they were taken out
public record Text(String value, boolean redacted) {
    public static final Text EMPTY = new Text("", false);

    public static Text of(String value) { return new Text(value, false); }
}
