package dev.kintsugi.agent.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.domain.model.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the JSON Schema that a program writes into its prompt when it asks for JSON without saying of which form, as
/// frameworks do whose provider may not know `json_schema`. Stateless.
final class PromptSchema {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_TRIED = 8;

    private PromptSchema() {}

    /// The schema of an object in the last message that has one.
    static Optional<JsonNode> in(List<Message> messages) {
        return messages.reversed().stream().map(m -> in(m.content())).flatMap(Optional::stream).findFirst();
    }

    private static Optional<JsonNode> in(String text) {
        return Stream.iterate(text.indexOf('{'), at -> at >= 0, at -> text.indexOf('{', at + 1)).limit(MOST_TRIED)
                .map(at -> read(text.substring(at))).flatMap(Optional::stream).findFirst();
    }

    /// What follows the first value is not looked at.
    private static Optional<JsonNode> read(String text) {
        try {
            var value = JSON.readTree(text);
            return value.path("properties").isObject() ? Optional.of(value) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
