package dev.kintsugi.gateway.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What Anthropic refuses in what is said, message by message. Blocks of a kind that it does not know it leaves alone, but
/// for those of others than Anthropic. Stateless.
final class ContentRules {
    private static final List<String> ROLES = List.of("user", "assistant", "system");
    private static final List<String> FOREIGN = List.of("image_url", "input_text", "output_text", "input_image",
            "input_audio", "input_file", "file", "refusal", "function_call", "function_call_output");
    private static final List<String> KNOWN = List.of("document", "image", "redacted_thinking", "search_result", "text",
            "thinking", "tool_result", "tool_use");
    /// What a block is nothing without.
    private static final Map<String, List<String>> NEEDED = Map.of("text", List.of("text"), "image", List.of("source"),
            "document", List.of("source"), "tool_use", List.of("id", "name", "input"), "tool_result",
            List.of("tool_use_id"), "thinking", List.of("signature", "thinking"), "redacted_thinking",
            List.of("data"));
    /// Who alone may say it.
    private static final Map<String, String> OF = Map.of("tool_use", "assistant", "thinking", "assistant",
            "redacted_thinking", "assistant", "tool_result", "user");
    private static final Pattern ID = Pattern.compile("^[a-zA-Z0-9_-]+$");

    private ContentRules() {}

    /// @throws dev.kintsugi.gateway.openai.RefusedCall for the first thing that is wrong
    static void check(JsonNode messages) {
        if (messages.isEmpty()) {
            throw Complaints.bad("messages: at least one message is required");
        }
        for (var i = 0; i < messages.size(); i++) {
            message(messages.get(i), "messages." + i, i == messages.size() - 1);
        }
        ToolRules.check(messages);
        ending(messages.get(messages.size() - 1));
    }

    private static void message(JsonNode message, String place, boolean last) {
        Complaints.unless(message.isObject(), place, "a valid dictionary or object to extract fields from");
        Complaints.needs(message, place + ".", "role", JsonNode::isTextual, "a valid string");
        var role = message.path("role").asText();
        Complaints.unless(ROLES.contains(role), place + ".role", "'user', 'assistant' or 'system'");
        Complaints.needs(message, place + ".", "content", c -> c.isTextual() || c.isArray(),
                "a valid string or a valid list");
        var content = message.path("content");
        if ((content.isTextual() ? content.asText().isEmpty() : content.isEmpty())
                && !(last && role.equals("assistant"))) {
            throw Complaints.bad(place + ": all messages must have non-empty content except for the optional final"
                    + " assistant message");
        }
        for (var i = 0; i < content.size(); i++) {
            block(content.get(i), role, place + ".content." + i);
        }
    }

    private static void block(JsonNode block, String role, String place) {
        Complaints.unless(block.isObject(), place, "a valid dictionary or object to extract fields from");
        Complaints.needs(block, place + ".", "type", JsonNode::isTextual, "a valid string");
        var type = block.path("type").asText();
        if (FOREIGN.contains(type)) {
            throw Complaints.bad(place + ": Input tag '" + type + "' found using 'type' does not match any of the"
                    + " expected tags: " + Complaints.quoted(KNOWN));
        }
        for (var name : NEEDED.getOrDefault(type, List.of())) {
            if (!block.hasNonNull(name)) {
                throw Complaints.missing(place + "." + type + "." + name);
            }
        }
        var of = OF.getOrDefault(type, role);
        if (!of.equals(role)) {
            throw Complaints.bad(place.replaceAll("\\.content\\..*", "") + ": `" + type
                    + "` blocks can only be in `" + of + "` messages");
        }
        switch (type) {
            case "text" -> text(block, place + ".text");
            case "tool_use" -> called(block, place + ".tool_use");
            case "tool_result" -> Complaints.optional(block, place + ".tool_result.", "content",
                    c -> c.isTextual() || c.isArray(), "a valid string or a valid list");
            default -> {
            }
        }
    }

    private static void text(JsonNode block, String place) {
        Complaints.unless(block.path("text").isTextual(), place + ".text", "a valid string");
        if (block.path("text").asText().isEmpty()) {
            throw Complaints.bad("messages: text content blocks must be non-empty");
        }
    }

    private static void called(JsonNode block, String place) {
        Complaints.unless(block.path("id").isTextual(), place + ".id", "a valid string");
        if (!ID.matcher(block.path("id").asText()).matches()) {
            throw Complaints.bad(place + ".id: String should match pattern '" + ID + "'");
        }
        Complaints.unless(block.path("input").isObject(), place + ".input", "a valid dictionary");
    }

    /// What the answer goes on from.
    private static void ending(JsonNode last) {
        var content = last.path("content");
        var text = content.isTextual() ? content.asText() : content.path(content.size() - 1).path("text").asText();
        if (last.path("role").asText().equals("assistant") && !text.isEmpty()
                && Character.isWhitespace(text.charAt(text.length() - 1))) {
            throw Complaints.bad("messages: final assistant content cannot end with trailing whitespace");
        }
    }
}
