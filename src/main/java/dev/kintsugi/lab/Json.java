package dev.kintsugi.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/// Writes maps, lists and plain values as JSON text. Stateless and safe for many threads.
final class Json {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Json() {}

    static String of(Map<String, ?> object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not plain data: " + object.keySet(), e);
        }
    }
}
