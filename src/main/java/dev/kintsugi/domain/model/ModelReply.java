package dev.kintsugi.domain.model;

import java.util.List;

/// What a model answered. Immutable.
///
/// @param latencyMs lab time it took or would take, in milliseconds
/// @param simulated whether latency and token counts are simulated: then nothing was streamed and the caller paces it
public record ModelReply(String text, List<ToolCall> toolCalls, FinishReason finish, String model, Usage usage,
        long latencyMs, boolean simulated) {
    public ModelReply {
        toolCalls = List.copyOf(toolCalls);
    }

    public ModelReply withText(String other) {
        return new ModelReply(other, toolCalls, finish, model, usage, latencyMs, simulated);
    }
}
