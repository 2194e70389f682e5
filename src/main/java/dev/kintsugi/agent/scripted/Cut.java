package dev.kintsugi.agent.scripted;

import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.domain.Beginning;

/// Cuts an answer to a number of tokens, at the end of a word. Immutable.
///
/// @param maxTokens 0 for no limit
record Cut(Tokens tokens, int maxTokens) {
    String of(String text) {
        if (maxTokens <= 0 || tokens.count(text) <= maxTokens) {
            return text;
        }
        var fits = 0;
        var tooLong = text.length();
        while (tooLong - fits > 1) {
            var middle = (fits + tooLong) / 2;
            if (tokens.count(text.substring(0, middle)) <= maxTokens) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        var space = text.lastIndexOf(' ', fits);
        return Beginning.of(text, space > 0 ? space : fits);
    }
}
