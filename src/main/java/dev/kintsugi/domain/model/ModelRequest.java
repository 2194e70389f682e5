package dev.kintsugi.domain.model;

import dev.kintsugi.domain.time.Deadline;
import java.util.List;

/// One call to a model. Immutable.
///
/// @param model     which model is asked
/// @param messages  the whole prompt, system message first, in order
/// @param maxTokens upper bound of the answer; 0 leaves it to the model
public record ModelRequest(String model, List<Message> messages, List<ToolSpec> tools, int maxTokens, CallKey key,
        Deadline deadline) {
    public ModelRequest {
        messages = Grown.of(messages);
        tools = List.copyOf(tools);
    }
}
