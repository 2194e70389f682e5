package dev.kintsugi.domain.people;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.model.Message;
import java.time.Duration;
import java.util.List;

/// A case handed to a person, with all that is needed to take it over. Immutable.
///
/// @param id           its name, unique in the session
/// @param request      what the user wants
/// @param plan         the steps that were meant, in order; empty in free conversation
/// @param done         what was done already, in words, in order
/// @param failing      the step that fails
/// @param error        what it fails with, in words; empty when nothing failed
/// @param failures     failures since the last sound reply
/// @param conversation everything said so far
/// @param patience     lab time after which nobody is waited for any longer
public record Handoff(String id, SessionId session, int turn, String request, List<String> plan, List<String> done,
        String failing, String error, int failures, List<Message> conversation, Duration patience) {
    public Handoff {
        plan = List.copyOf(plan);
        done = List.copyOf(done);
        conversation = List.copyOf(conversation);
    }
}
