package dev.kintsugi.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Role;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Finds the JSON Schema that a program writes into its prompt when it asks for JSON without saying of which form, or
/// says so in no field at all, as frameworks do whose provider may not know `json_schema`. Stateless.
final class PromptSchema {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_TRIED = 16;
    /// How many characters before a schema may say what it is for.
    private static final int BEFORE = 600;
    private static final Pattern ANSWER = Pattern
            .compile("\\b(?:respond|return|answer|reply|output|provide|format)");

    private PromptSchema() {}

    /// The schema of an object in the last message that has one; of several the last, which others explain.
    static Optional<JsonNode> in(List<Message> messages) { return in(messages, _ -> true); }

    /// The same, where nothing but the words before it can say that the answer must fit it: a prompt may as well hold the
    /// schemas of tools.
    static Optional<JsonNode> wantedIn(List<Message> messages) {
        return in(messages.stream().filter(m -> m.role() == Role.SYSTEM || m.role() == Role.USER).toList(),
                PromptSchema::asksForIt);
    }

    private static boolean asksForIt(String before) {
        var words = before.toLowerCase(Locale.ROOT);
        return words.contains("json") && words.contains("schema") && ANSWER.matcher(words).find();
    }

    private static Optional<JsonNode> in(List<Message> messages, Predicate<String> wanted) {
        return messages.reversed().stream().map(m -> in(m.content(), wanted)).flatMap(Optional::stream).findFirst();
    }

    private static Optional<JsonNode> in(String text, Predicate<String> wanted) {
        var found = Optional.<JsonNode>empty();
        var at = text.indexOf('{');
        for (var tried = 0; at >= 0 && tried < MOST_TRIED; tried++) {
            var next = at + 1;
            try (var parser = JSON.createParser(text.substring(at))) {
                JsonNode value = parser.readValueAsTree();
                next = at + (int) parser.currentLocation().getCharOffset();
                if (value.path("properties").isObject() && wanted.test(text.substring(Math.max(0, at - BEFORE), at))) {
                    found = Optional.of(value);
                }
            } catch (IOException _) {
                // No JSON begins here: perhaps at the next brace.
            }
            at = text.indexOf('{', next);
        }
        return found;
    }
}
