package dev.kintsugi.domain;

/// The beginning of a text. Stateless.
public final class Beginning {
    private Beginning() {}

    /// The first so many `char`s; one less where the last of them would be half of a character, as half an emoji.
    public static String of(String text, int most) {
        if (most >= text.length()) {
            return text;
        }
        var end = Math.max(0, most);
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /// The same, with an ellipsis behind it where something is left out.
    public static String marked(String text, int most) { return text.length() <= most ? text : of(text, most) + "…"; }
}
