package dev.kintsugi.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.model.ToolCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// Gives each act of a turn a key that no attempt changes: SHA-256 over a secret, the turn, the tool, the arguments in canonical
/// form (keys sorted, no spaces) and how often this very act occurred in the answer so far. For one answer, one thread.
final class IdempotencyKeys {
    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

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
        return hash(secret + "\n" + act + "\n" + occurrence);
    }

    private static String canonical(JsonNode arguments) {
        try {
            return JSON.writeValueAsString(JSON.treeToValue(arguments, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can be written", e);
        }
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
