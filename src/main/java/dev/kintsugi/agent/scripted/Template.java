package dev.kintsugi.agent.scripted;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with blanks, `{key}`. Stateless.
final class Template {
    private static final Pattern BLANK = Pattern.compile("\\{([a-z_.]+)}");

    private Template() {}

    /// The text with its blanks filled; empty when something is not known.
    static Optional<String> fill(String text, Map<String, String> known) {
        var matcher = BLANK.matcher(text);
        var filled = new StringBuilder();
        while (matcher.find()) {
            var value = known.getOrDefault(matcher.group(1), "");
            if (value.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return Optional.of(matcher.appendTail(filled).toString());
    }
}
