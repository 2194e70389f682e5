package dev.kintsugi.fault;

import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Role;
import java.util.List;

/// An attempt's request as it was sent: all that a cure may look at. Immutable.
///
/// @param nowMs      lab time, milliseconds since 1970
/// @param credential counts the credentials a human supplied in this turn, 0 for the first
record Sent(int attempt, String model, List<Message> messages, int maxTokens, Load load, long nowMs, int credential) {
    /// The conversation alone, without what recovery or the agent added around it.
    List<Message> conversation() { return messages.stream().filter(Sent::spoken).toList(); }

    private static boolean spoken(Message message) {
        return message.role() == Role.USER || message.role() == Role.ASSISTANT && message.toolCalls().isEmpty();
    }

    List<Message> instructions() { return messages.stream().filter(m -> m.role() == Role.SYSTEM).toList(); }
}
