package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What OpenAI refuses in the input of a response: parts that do not belong where they are, and calls of tools and their
/// answers that do not match. Stateless.
final class ItemRules {
    private static final List<String> ROLES = List.of("assistant", "system", "developer", "user");
    private static final List<String> SAID = List.of("output_text", "refusal");
    private static final List<String> HEARD = List.of("input_text", "input_image", "input_file", "input_audio");

    private ItemRules() {}

    /// @param input  as it came
    /// @param before what it goes on from
    /// @param own    the same as the input, with the items that it only names
    /// @throws RefusedCall for the first thing that is wrong
    static void check(JsonNode input, List<JsonNode> before, List<JsonNode> own) {
        for (var i = 0; input.isArray() && i < own.size(); i++) {
            item(input.get(i), own.get(i), "input[" + i + "]");
        }
        calls(Stream.concat(before.stream(), own.stream()).toList());
    }

    private static void item(JsonNode came, JsonNode item, String place) {
        Complaints.unless(came.isObject(), place, "an object", came);
        if (KeptResponses.refers(item)) {
            throw new RefusedCall(404, "invalid_request_error", "input", null,
                    "Item with id '" + item.path("id").asText() + "' not found.");
        }
        switch (item.path("type").asText("message")) {
            case "message" -> message(item, place);
            case "function_call" -> needs(item, place, List.of("call_id", "name", "arguments"));
            case "function_call_output" -> {
                needs(item, place, List.of("call_id"));
                if (item.path("output").isMissingNode()) {
                    throw Complaints.missing(place + ".output");
                }
            }
            default -> {
            }
        }
    }

    private static void needs(JsonNode item, String place, List<String> names) {
        for (var name : names) {
            if (!item.path(name).isTextual()) {
                throw Complaints.missing(place + "." + name);
            }
        }
    }

    private static void message(JsonNode item, String place) {
        Complaints.among(ROLES, place + ".role", item.path("role"));
        var content = item.path("content");
        if (content.isMissingNode() || content.isNull()) {
            throw Complaints.missing(place + ".content");
        }
        Complaints.unless(content.isTextual() || content.isArray(), place + ".content",
                "one of a string or array of objects", content);
        var known = item.path("role").asText().equals("assistant") ? SAID : HEARD;
        for (var i = 0; i < content.size(); i++) {
            var part = place + ".content[" + i + "]";
            Complaints.unless(content.get(i).isObject(), part, "an object", content.get(i));
            Complaints.among(known, part, content.get(i).path("type"));
        }
    }

    /// Each answer has a call before it, and each call an answer after it.
    private static void calls(List<JsonNode> all) {
        Set<String> called = new LinkedHashSet<>();
        Set<String> open = new LinkedHashSet<>();
        for (var item : all) {
            var id = item.path("call_id").asText();
            switch (item.path("type").asText()) {
                case "function_call" -> {
                    called.add(id);
                    open.add(id);
                }
                case "function_call_output" -> {
                    if (!called.contains(id)) {
                        throw RefusedCall.bad("input", null,
                                "No tool call found for function call output with call_id " + id + ".");
                    }
                    open.remove(id);
                }
                default -> {
                }
            }
        }
        if (!open.isEmpty()) {
            throw RefusedCall.bad("input", null,
                    "No tool output found for function call " + open.iterator().next() + ".");
        }
    }
}
