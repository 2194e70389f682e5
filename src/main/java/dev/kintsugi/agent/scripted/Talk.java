package dev.kintsugi.agent.scripted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.agent.prompt.SystemPrompt;
import dev.kintsugi.domain.Beginning;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.model.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A request taken apart: what was said before, what is asked now, and what tools have answered since. Immutable.
///
/// @param lines   the conversation, oldest first, the user's last message at the end
/// @param results what each tool answered since that message
/// @param tools   names of the tools that may be called
record Talk(SystemPrompt system, List<Line> lines, Map<String, JsonNode> results, Set<String> tools) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_CHARS = 4_000;

    /// One thing said by the user or the agent.
    record Line(boolean user, String text) {}

    static Talk of(ModelRequest request) {
        var messages = request.messages();
        var last = lastUser(messages);
        var lines = new ArrayList<Line>();
        for (var message : messages.subList(0, last + 1)) {
            if (message.role() == Role.USER || message.role() == Role.ASSISTANT && !message.content().isBlank()) {
                lines.add(new Line(message.role() == Role.USER, clean(message.content())));
            }
        }
        var system = messages.stream().filter(message -> message.role() == Role.SYSTEM).map(Message::content)
                .collect(Collectors.joining("\n"));
        return new Talk(SystemPrompt.parse(system), List.copyOf(lines),
                results(messages.subList(Math.min(last + 1, messages.size()), messages.size())),
                request.tools().stream().map(tool -> tool.name()).collect(Collectors.toSet()));
    }

    private static int lastUser(List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role() == Role.USER) {
                return i;
            }
        }
        return messages.size() - 1;
    }

    private static String clean(String text) {
        var bounded = Beginning.of(text, MAX_CHARS);
        return bounded.replace('’', '\'').replace('‘', '\'').replace('“', '"').replace('”', '"').strip();
    }

    private static Map<String, JsonNode> results(List<Message> tail) {
        var names = new LinkedHashMap<String, String>();
        var results = new LinkedHashMap<String, JsonNode>();
        for (var message : tail) {
            for (ToolCall call : message.toolCalls()) {
                names.put(call.id(), call.name());
            }
            if (message.role() == Role.TOOL) {
                results.put(names.getOrDefault(message.toolCallId(), ""), read(message.content()));
            }
        }
        return results;
    }

    private static JsonNode read(String content) {
        try {
            return JSON.readTree(content);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode().set("error", JSON.createObjectNode().put("code", "unreadable"));
        }
    }

    /// What the agent has said so far.
    List<String> said() { return lines.stream().filter(line -> !line.user()).map(Line::text).toList(); }

    String asked() { return lines.isEmpty() || !lines.getLast().user() ? "" : lines.getLast().text(); }
}
