package dev.kintsugi.recovery;

import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.model.Grown;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.model.ToolUse;
import dev.kintsugi.domain.time.Deadline;
import java.util.List;

/// A turn as recovery may see it: what a production agent would see, and nothing else. Immutable.
///
/// Throws `IllegalArgumentException` when there is no message or no model.
///
/// @param drawKey   the session's key for draws
/// @param history   the conversation, the user's message last
/// @param knowledge what the agent was given to know
/// @param models    models it can be asked with, the preferred first
/// @param evidence  what tools answered in earlier turns of this session
/// @param deadline  when an answer is of no use any more: that of the workflow the turn belongs to, if there is one
public record RecoveryTurn(TurnId turn, long drawKey, List<Message> history, List<Passage> knowledge,
        List<String> models, List<ToolUse> evidence, Deadline deadline) {
    public RecoveryTurn {
        history = Grown.of(history);
        knowledge = List.copyOf(knowledge);
        models = List.copyOf(models);
        evidence = Grown.of(evidence);
        if (history.isEmpty() || models.isEmpty()) {
            throw new IllegalArgumentException("a turn has a message and at least one model");
        }
    }

    /// A turn that nobody waits for but its user.
    public RecoveryTurn(TurnId turn, long drawKey, List<Message> history, List<Passage> knowledge, List<String> models,
            List<ToolUse> evidence) {
        this(turn, drawKey, history, knowledge, models, evidence, Deadline.NONE);
    }

    /// What the user says in this turn.
    public String question() { return history.getLast().content(); }
}
