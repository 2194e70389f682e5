package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.model.ToolUse;
import java.time.LocalDate;
import java.util.List;

/// All that a detector may look at. Immutable.
///
/// @param reply        the text to judge
/// @param conversation what was said so far, the user's message last
/// @param knowledge    what the agent was given to know
/// @param tools        what tools answered, in this turn and earlier ones
/// @param today        the date, against which `tomorrow` and the like are read
public record Observation(String reply, List<Message> conversation, Knowledge knowledge, List<ToolUse> tools,
        LocalDate today) {
    public Observation {
        conversation = List.copyOf(conversation);
        tools = List.copyOf(tools);
    }

    /// What the user said last; empty when the conversation does not end with a user.
    String question() {
        var last = conversation.isEmpty() ? null : conversation.getLast();
        return last != null && last.role() == Role.USER ? last.content() : "";
    }

    /// What the agent said so far, oldest first.
    List<String> said() {
        return conversation.stream().filter(m -> m.role() == Role.ASSISTANT).map(Message::content)
                .filter(t -> !t.isBlank()).toList();
    }
}
