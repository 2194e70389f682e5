package dev.kintsugi.agent.errands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// One request to a service. Immutable.
///
/// @param service which, e.g. `weather`
/// @param target  path and query
/// @param type    of the body; empty for a request without one
record Question(String service, String target, String type, String body) {
    static Question get(String service, String path, Map<String, String> fields) {
        return new Question(service, fields.isEmpty() ? path : path + "?" + encoded(fields), "", "");
    }

    static Question json(String service, String path, ObjectNode body) {
        return new Question(service, path, "application/json", body.toString());
    }

    static Question form(String service, String path, Map<String, String> fields) {
        return new Question(service, path, "application/x-www-form-urlencoded", encoded(fields));
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
