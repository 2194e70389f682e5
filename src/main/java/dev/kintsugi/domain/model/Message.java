package dev.kintsugi.domain.model;

import java.util.List;

/// One message of a conversation. Immutable.
///
/// @param toolCalls  what an assistant's message asks for; empty for all others
/// @param toolCallId which call a tool's message answers; empty for all others
public record Message(Role role, String content, List<ToolCall> toolCalls, String toolCallId) {
    public Message {
        toolCalls = List.copyOf(toolCalls);
    }

    public static Message user(String text) { return new Message(Role.USER, text, List.of(), ""); }

    public static Message assistant(String text) { return new Message(Role.ASSISTANT, text, List.of(), ""); }

    public static Message system(String text) { return new Message(Role.SYSTEM, text, List.of(), ""); }

    public static Message asking(String text, List<ToolCall> calls) {
        return new Message(Role.ASSISTANT, text, calls, "");
    }

    public static Message tool(String callId, String content) {
        return new Message(Role.TOOL, content, List.of(), callId);
    }
}
