package dev.kintsugi.domain.model;

/// Tokens of one call. Immutable.
public record Usage(int promptTokens, int completionTokens) {
    public static final Usage NONE = new Usage(0, 0);

    public int total() { return promptTokens + completionTokens; }

    public Usage plus(Usage other) {
        return new Usage(promptTokens + other.promptTokens, completionTokens + other.completionTokens);
    }
}
