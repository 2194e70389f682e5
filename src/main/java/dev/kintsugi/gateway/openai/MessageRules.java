package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What OpenAI refuses in a conversation, above all one that an agent has put together out of order: a tool's answer
/// that nobody asked for, or a call of a tool that nobody answered. Stateless.
final class MessageRules {
    private static final List<String> ROLES = List.of("system", "assistant", "user", "function", "tool", "developer");
    private static final List<String> PARTS = List.of("text", "image_url", "input_audio", "refusal", "audio", "file");
    /// What an assistant may have said in place of a text.
    private static final List<String> INSTEAD = List.of("tool_calls", "function_call", "refusal", "audio");

    private MessageRules() {}

    /// @throws RefusedCall for the first thing that is wrong
    static void check(JsonNode messages) {
        Set<String> awaited = new LinkedHashSet<>();
        for (var i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            var place = "messages[" + i + "]";
            role(message, place);
            content(message, place + ".content");
            if (message.path("role").asText().equals("function") && !message.path("name").isTextual()) {
                throw Complaints.missing(place + ".name");
            }
            if (message.path("role").asText().equals("tool")) {
                answered(messages, i, awaited);
            } else {
                nothingLeftOpen(awaited, i);
                var calls = message.path("tool_calls");
                Complaints.unless(calls.isArray() || calls.isNull() || calls.isMissingNode(), place + ".tool_calls",
                        "an array of objects", calls);
                calls.forEach(call -> awaited.add(call.path("id").asText()));
            }
        }
        nothingLeftOpen(awaited, messages.size());
    }

    private static void role(JsonNode message, String place) {
        if (message.path("role").isMissingNode()) {
            throw Complaints.missing(place + ".role");
        }
        Complaints.among(ROLES, place + ".role", message.path("role"));
    }

    private static void content(JsonNode message, String place) {
        var content = message.path("content");
        if (content.isNull() || content.isMissingNode()) {
            if (!message.path("role").asText().equals("assistant") || INSTEAD.stream().noneMatch(message::hasNonNull)) {
                throw RefusedCall.bad(place, null, "Invalid value for 'content': expected a string, got null.");
            }
            return;
        }
        if (content.isArray() && content.isEmpty()) {
            throw Complaints.empty(place);
        }
        for (var i = 0; content.isArray() && i < content.size(); i++) {
            part(content.get(i), place + "[" + i + "]");
        }
    }

    private static void part(JsonNode part, String place) {
        Complaints.unless(part.isObject(), place, "an object", part);
        if (!part.has("type")) {
            throw Complaints.missing(place + ".type");
        }
        Complaints.among(PARTS, place + ".type", part.path("type"));
        switch (part.path("type").asText()) {
            case "text" -> text(part, place, "text");
            case "image_url" -> inside(part, place, "image_url", "url");
            case "input_audio" -> inside(part, place, "input_audio", "data", "format");
            case "file" -> inside(part, place, "file");
            default -> {
            }
        }
    }

    /// An object inside the part, and texts that it needs.
    private static void inside(JsonNode part, String place, String name, String... texts) {
        if (!part.has(name)) {
            throw Complaints.missing(place + "." + name);
        }
        Complaints.unless(part.path(name).isObject(), place + "." + name, "an object", part.path(name));
        for (var text : texts) {
            text(part.path(name), place + "." + name, text);
        }
    }

    private static void text(JsonNode part, String place, String name) {
        if (!part.has(name)) {
            throw Complaints.missing(place + "." + name);
        }
        Complaints.unless(part.path(name).isTextual(), place + "." + name, "a string", part.path(name));
    }

    private static void answered(JsonNode messages, int i, Set<String> awaited) {
        var place = "messages.[" + i + "]";
        var id = messages.get(i).path("tool_call_id");
        if (!id.isTextual()) {
            throw Complaints.missing("messages[" + i + "].tool_call_id");
        }
        var before = i - 1;
        while (before >= 0 && messages.get(before).path("role").asText().equals("tool")) {
            before--;
        }
        if (before < 0 || messages.get(before).path("tool_calls").isEmpty()) {
            throw RefusedCall.bad(place + ".role", null,
                    "Invalid parameter: messages with role 'tool' must be a response"
                            + " to a preceeding message with 'tool_calls'.");
        }
        if (!awaited.remove(id.textValue()) && !calls(messages.get(before), id.textValue())) {
            throw RefusedCall.bad(place + ".tool_call_id", null,
                    "Invalid parameter: 'tool_call_id' of '" + id.textValue()
                            + "' not found in 'tool_calls' of previous message.");
        }
    }

    private static boolean calls(JsonNode message, String id) {
        return message.path("tool_calls").valueStream().anyMatch(call -> call.path("id").asText().equals(id));
    }

    private static void nothingLeftOpen(Set<String> awaited, int i) {
        if (!awaited.isEmpty()) {
            throw RefusedCall.bad("messages.[" + i + "].role", null, "An assistant message with 'tool_calls' must be"
                    + " followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did"
                    + " not have response messages: " + String.join(", ", awaited));
        }
    }
}
