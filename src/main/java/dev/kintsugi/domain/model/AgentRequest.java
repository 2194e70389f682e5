package dev.kintsugi.domain.model;

import dev.kintsugi.domain.time.Deadline;
import java.util.List;

/// One attempt at a turn. Immutable.
///
/// @param key       its place; the call counter is at 1
/// @param history   the conversation, the user's message last; neither system messages nor tool messages
/// @param notes     what recovery adds to the prompt of this attempt only, e.g. why the last answer was refused
/// @param model     which model is asked
/// @param maxTokens upper bound of the answer; 0 leaves it to the model
/// @param secret    what the keys of its acts are salted with, the same for every attempt of a turn: without it nobody can
///                  guess the arguments from a key. Empty leaves them unsalted
public record AgentRequest(CallKey key, List<Message> history, List<String> notes, String model, int maxTokens,
        Deadline deadline, String secret) {
    public AgentRequest {
        history = Grown.of(history);
        notes = List.copyOf(notes);
    }

    public AgentRequest(CallKey key, List<Message> history, List<String> notes, String model, int maxTokens,
            Deadline deadline) {
        this(key, history, notes, model, maxTokens, deadline, "");
    }
}
