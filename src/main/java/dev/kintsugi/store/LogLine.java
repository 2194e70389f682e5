package dev.kintsugi.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.domain.event.LineCheck;
import java.util.Map;
import java.util.Optional;

/// A canonical line, parsed. Immutable.
record LogLine(String text, String session, int turn, long sequence, String prev, String hash) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The line, if its own hash proves that it is one, whole and unaltered.
    static Optional<LogLine> proven(String text) {
        var parsed = parse(text);
        var prev = String.valueOf(parsed.get("prev"));
        return parsed.get("turn") instanceof Integer turn && parsed.get("seq") instanceof Number sequence
                && LineCheck.check(text, parsed, prev).isEmpty()
                        ? Optional.of(new LogLine(text, String.valueOf(parsed.get("session")), turn,
                                sequence.longValue(), prev, String.valueOf(parsed.get("hash"))))
                        : Optional.empty();
    }

    private static Map<?, ?> parse(String text) {
        try {
            return JSON.readValue(text, Map.class);
        } catch (JsonProcessingException _) {
            return Map.of();
        }
    }
}
