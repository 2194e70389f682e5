package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Grown;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.model.ToolUse;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.List;

/// All that a detector may look at. Immutable.
///
/// @param reply        the text to judge
/// @param finish       why the model stopped
/// @param conversation what was said so far, the user's message last
/// @param knowledge    what the agent was given to know
/// @param earlier      what tools answered in earlier turns
/// @param tools        what tools answered on the way to this reply
/// @param today        the date, against which `tomorrow` and the like are read
public record Observation(String reply, FinishReason finish, List<Message> conversation, Knowledge knowledge,
        List<ToolUse> earlier, List<ToolUse> tools, LocalDate today) {
    public Observation {
        conversation = Grown.of(conversation);
        earlier = Grown.of(earlier);
        tools = List.copyOf(tools);
    }

    /// The reply, read for facts; it is read once, whoever asks.
    Evidence evidence() { return knowledge.read("", reply); }

    Reading reading() { return evidence().reading(); }

    /// What the user said last; empty when the conversation does not end with a user.
    String question() {
        var last = conversation.isEmpty() ? null : conversation.getLast();
        return last != null && last.role() == Role.USER ? last.content() : "";
    }

    /// What the agent said so far, this many replies back at most, oldest first, read for facts.
    List<Evidence> said(int most) {
        var said = new ArrayDeque<Evidence>(most);
        for (int i = conversation.size() - 1; i >= 0 && said.size() < most; i--) {
            var message = conversation.get(i);
            if (message.role() == Role.ASSISTANT && !message.content().isBlank()) {
                said.addFirst(knowledge.read("", message.content()));
            }
        }
        return List.copyOf(said);
    }
}
