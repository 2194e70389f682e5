package dev.kintsugi.fault.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.JsonText;
import java.util.Map;
import java.util.TreeMap;

/// The parameters of a fault as the log tells them: a JSON object of texts, the names in order. Stateless.
final class Config {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Config() {}

    static String of(Map<String, String> parameters) {
        var all = new StringBuilder("{");
        new TreeMap<>(parameters).forEach((name, value) -> {
            JsonText.quote(name, all.append(all.length() == 1 ? "" : ","));
            JsonText.quote(value, all.append(':'));
        });
        return all.append('}').toString();
    }

    /// Throws a [Problem] for what is no JSON.
    static Map<String, String> read(String config) {
        var all = new TreeMap<String, String>();
        if (!config.isEmpty()) {
            tree(config).properties().forEach(e -> all.put(e.getKey(), e.getValue().asText()));
        }
        return all;
    }

    private static JsonNode tree(String config) {
        try {
            return JSON.readTree(config);
        } catch (JsonProcessingException e) {
            throw new Problem("The parameters of a fault cannot be read", "they are no JSON", "Leave them out", e);
        }
    }
}
