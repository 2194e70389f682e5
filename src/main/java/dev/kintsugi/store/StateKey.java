package dev.kintsugi.store;

import dev.kintsugi.domain.SessionId;
import java.time.Duration;

/// A key of session state as it is written, and how long its value lives. Immutable.
///
/// @param text    e.g. `agent_state:session-1`
/// @param counter whether its value is a number that only grows
record StateKey(String text, Duration life, boolean counter) {
    /// The key of the state of no session.
    static final String NOBODY = "agent_state:";

    static StateKey state(SessionId session) { return new StateKey(NOBODY + session, Duration.ofHours(1), false); }

    static StateKey checkpoint(SessionId session, String name) {
        return new StateKey(checkpoints(session) + name, Duration.ofHours(2), false);
    }

    static StateKey failures(SessionId session) {
        return new StateKey("failure_count:" + session, Duration.ofHours(1), true);
    }

    static StateKey messages(SessionId session) {
        return new StateKey("rate_limit:" + session, Duration.ofMinutes(1), true);
    }

    /// How the keys of a session's checkpoints begin. No session id holds a colon.
    static String checkpoints(SessionId session) { return "checkpoint:" + session + ":"; }

    /// Whether it is a key of that session.
    boolean of(SessionId session) {
        return equals(state(session)) || equals(failures(session)) || equals(messages(session))
                || text.startsWith(checkpoints(session));
    }
}
