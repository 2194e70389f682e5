package dev.kintsugi.domain;

/// What a parser of JSON says is wrong, in the words of who wrote the text: without the parser's remarks on itself, its
/// switches and its sources. Stateless.
public final class ParserWords {
    private ParserWords() {}

    /// @param said the parser's message, without the place
    public static String of(String said) {
        return said.replaceFirst("(?s)Trailing token.*", "Something follows the object")
                .replaceFirst("(?s)Document nesting depth \\(\\d+\\) exceeds the maximum allowed \\((\\d+).*",
                        "it is nested more than $1 deep")
                .replaceFirst("(?s)Expected a field name.*", "a field's name is a plain text, no list and no map")
                .replaceFirst("(?s)Cannot (deserialize|coerce|construct).*", "it is no JSON object")
                .replaceFirst("(?s)Unexpected character \\('\uFEFF'.*", "a byte order mark stands before it")
                .replaceFirst(", from `[^`]*`\\)", ")").replace("CTRL-CHAR", "control character")
                .replace("maybe a (non-standard) comment?", "JSON has no comments")
                .replaceFirst("(?s)[:,;]?\\s*(expected close marker|enable `"
                        + "|\\((for \\w+ starting|start marker|not recognized|set `)).*", "");
    }
}
