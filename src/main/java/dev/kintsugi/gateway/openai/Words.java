package dev.kintsugi.gateway.openai;

import dev.kintsugi.domain.Beginning;
import java.util.ArrayList;
import java.util.List;

/// Cuts a text into the pieces in which it is streamed: words, each with the blanks before it, or so many characters,
/// none of them cut in two. Stateless.
public final class Words {
    private Words() {}

    public static List<String> of(String text) {
        var words = new ArrayList<String>();
        var start = 0;
        for (var i = 1; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i)) && !Character.isWhitespace(text.charAt(i - 1))) {
                words.add(text.substring(start, i));
                start = i;
            }
        }
        if (start < text.length()) {
            words.add(text.substring(start));
        }
        return words;
    }

    /// @param most `char`s in a piece, at least 2
    public static List<String> pieces(String text, int most) {
        var pieces = new ArrayList<String>();
        for (var start = 0; start < text.length(); start += pieces.getLast().length()) {
            pieces.add(Beginning.of(text.substring(start, Math.min(text.length(), start + most + 1)), most));
        }
        return pieces;
    }
}
