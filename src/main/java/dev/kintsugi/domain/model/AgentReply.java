package dev.kintsugi.domain.model;

import java.util.List;

/// An agent's answer to a conversation. Immutable.
///
/// @param usage     tokens of all its calls together
/// @param tools     the tools it used on the way, in order
/// @param latencyMs lab time of all its calls together
public record AgentReply(String text, String model, Usage usage, FinishReason finish, List<ToolUse> tools,
        long latencyMs, boolean simulated) {
    public AgentReply {
        tools = List.copyOf(tools);
    }
}
