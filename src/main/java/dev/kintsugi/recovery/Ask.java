package dev.kintsugi.recovery;

import dev.kintsugi.domain.model.Grown;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.time.Deadline;
import java.util.ArrayList;
import java.util.List;

/// What one attempt asks of the agent. Immutable.
///
/// @param attempt  its number in the turn, from 1; 0 while it is still on its way inward through the patterns
/// @param history  the conversation as sent, the user's message last; may be shorter than the real one
/// @param notes    what recovery adds to the prompt, e.g. why the last answer was refused
/// @param deadline when an answer is of no use any more
public record Ask(int attempt, String model, List<Message> history, List<String> notes, Deadline deadline) {
    public Ask {
        history = Grown.of(history);
        notes = List.copyOf(notes);
    }

    Ask numbered(int number) { return new Ask(number, model, history, notes, deadline); }

    Ask of(String other) { return new Ask(attempt, other, history, notes, deadline); }

    Ask on(List<Message> other) { return new Ask(attempt, model, other, notes, deadline); }

    Ask noting(String note) {
        var more = new ArrayList<>(notes);
        more.add(note);
        return new Ask(attempt, model, history, more, deadline);
    }

    Ask by(Deadline nearer) { return new Ask(attempt, model, history, notes, deadline.nearer(nearer)); }
}
