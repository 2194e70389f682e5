package dev.kintsugi.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kintsugi.domain.model.ToolUse;
import dev.kintsugi.domain.model.Usage;
import java.util.List;
import java.util.Map;

/// A chat completion. Immutable; trees and bytes are not to be changed.
///
/// @param text      of the first choice
/// @param others    texts of the further choices
/// @param toolCalls what the first choice asks for, in OpenAI's shape; missing for nothing
/// @param finish    why the first choice ended: stop, length, tool_calls, content_filter
/// @param body      the provider's own whole body; empty for a stream or the scripted agent
/// @param events    the provider's own events, `data: …` with the empty line; empty for a whole reply or the scripted
///                  agent
/// @param headers   of the provider that are handed on
/// @param uses      tools that whoever answered used by itself on the way
/// @param stop      which of the words that end an answer ended the first choice; empty for none, or where it is not told
public record ChatReply(String text, List<String> others, JsonNode toolCalls, String finish, String model, Usage usage,
        byte[] body, List<byte[]> events, Map<String, String> headers, List<ToolUse> uses, String stop) {
    private static final byte[] NOTHING = {};

    public ChatReply {
        others = List.copyOf(others);
        events = List.copyOf(events);
        headers = Map.copyOf(headers);
        uses = List.copyOf(uses);
    }

    /// A reply of our own making.
    public static ChatReply own(String text, List<String> others, JsonNode toolCalls, String finish, String model,
            Usage usage) {
        return new ChatReply(text, others, toolCalls, finish, model, usage, NOTHING, List.of(), Map.of(), List.of(),
                "");
    }

    public static ChatReply own(String text, String model) {
        return own(text, List.of(), MissingNode.getInstance(), "stop", model, Usage.NONE);
    }

    public boolean asksForTools() { return toolCalls.isArray() && !toolCalls.isEmpty(); }

    /// What it says, or which tools it asks for.
    public String words() { return text.isEmpty() && asksForTools() ? toolCalls.toString() : text; }

    public ChatReply withUses(List<ToolUse> other) {
        return new ChatReply(text, others, toolCalls, finish, model, usage, body, events, headers, other, stop);
    }

    public ChatReply withStop(String word) {
        return new ChatReply(text, others, toolCalls, finish, model, usage, body, events, headers, uses, word);
    }

    /// The same with another text in its first choice.
    public ChatReply withText(String other, String why, Usage tokens) {
        return new ChatReply(other, others, toolCalls, why, model, tokens, body, events, headers, uses, stop);
    }
}
