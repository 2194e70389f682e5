package dev.kintsugi.agent.errands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// One request to a service. Immutable.
///
/// @param target  path and query
/// @param type    of the body; empty for a request without one
record Question(String target, String type, String body) {
    static Question get(String path, Map<String, String> fields) {
        return new Question(fields.isEmpty() ? path : path + "?" + encoded(fields), "", "");
    }

    static Question json(String path, ObjectNode body) {
        return new Question(path, "application/json", body.toString());
    }

    static Question form(String path, Map<String, String> fields) {
        return new Question(path, "application/x-www-form-urlencoded", encoded(fields));
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
