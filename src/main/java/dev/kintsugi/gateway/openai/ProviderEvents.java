package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/// Reads the events of a provider's stream, as they came. Stateless.
public final class ProviderEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProviderEvents() {}

    /// What an event brings; JSON's null where that is no JSON.
    public static JsonNode data(byte[] event) {
        for (var line : new String(event, StandardCharsets.UTF_8).split("\r?\n")) {
            if (line.startsWith("data:")) {
                try {
                    return JSON.readTree(line.substring(5));
                } catch (JsonProcessingException _) {
                    return JSON.nullNode();
                }
            }
        }
        return JSON.nullNode();
    }

    /// How many come after the last that brings something of the answer, at least one.
    ///
    /// @param brings tells that of an event's type
    public static int ends(List<byte[]> events, Predicate<String> brings) {
        for (var i = events.size() - 1; i > 0; i--) {
            if (brings.test(data(events.get(i)).path("type").asText())) {
                return Math.max(1, events.size() - i - 1);
            }
        }
        return 1;
    }
}
