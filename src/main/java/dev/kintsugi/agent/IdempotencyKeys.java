package dev.kintsugi.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.model.ToolCall;
import java.util.HashMap;
import java.util.Map;

/// Gives each act of a turn a key that no attempt changes: SHA-256 over a secret, the turn, the tool, the arguments in canonical
/// form (keys sorted, no spaces) and how often this very act occurred in the answer so far. For one answer, one thread.
final class IdempotencyKeys {
    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    /// Hexadecimal digits of a key.
    private static final int LENGTH = 32;

    private final TurnId turn;
    private final String secret;
    private final Map<String, Integer> occurrences = new HashMap<>();

    IdempotencyKeys(TurnId turn, String secret) {
        this.turn = turn;
        this.secret = secret;
    }

    String next(ToolCall call, JsonNode arguments) {
        var act = turn + "\n" + call.name() + "\n" + canonical(arguments);
        var occurrence = occurrences.merge(act, 1, Integer::sum);
        return Chain.sha256(secret + "\n" + act + "\n" + occurrence).substring(0, LENGTH);
    }

    private static String canonical(JsonNode arguments) {
        try {
            return JSON.writeValueAsString(JSON.treeToValue(arguments, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can be written", e);
        }
    }
}
