package dev.kintsugi.domain.people;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.model.Effect;
import java.time.Duration;

/// An act that waits for a person's yes. Immutable.
///
/// @param id         its name, unique in the session
/// @param tool       what is about to act
/// @param risk       what the act does to the world
/// @param arguments  what it is about to act with: a JSON object as text
/// @param parameters what other arguments have to look like: a JSON Schema as text; empty when there is nothing to edit
/// @param amount     the money or quantity at stake, in words; empty when there is none
/// @param effect     what will happen, in words
/// @param tried      whether it may have been done already, so that only who looked that up can answer
/// @param patience   lab time after which silence is a no
public record ApprovalRequest(String id, SessionId session, int turn, String tool, Effect risk, String arguments,
        String parameters, String amount, String effect, boolean tried, Duration patience) {
    /// Whether it can be approved with other arguments.
    public boolean editable() { return !parameters.isEmpty(); }
}
