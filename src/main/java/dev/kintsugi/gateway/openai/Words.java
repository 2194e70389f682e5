package dev.kintsugi.gateway.openai;

import java.util.ArrayList;
import java.util.List;

/// Cuts a text into the pieces in which it is streamed: words, each with the blanks before it. Stateless.
final class Words {
    private Words() {}

    static List<String> of(String text) {
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
}
