package dev.kintsugi.domain.store;

import dev.kintsugi.domain.SessionId;
import java.util.Optional;

/// Short-lived state of sessions. Its keys and how long their values live: `agent_state:{id}` 1 h, `checkpoint:{id}:{name}` 2 h,
/// `failure_count:{id}` 1 h, `rate_limit:{id}` 1 min, all in lab time. Values are JSON objects as text. What is forgotten
/// here can be folded from the log again. Safe for use by many threads.
public interface StateStore extends AutoCloseable {
    void state(SessionId session, String json);

    Optional<String> state(SessionId session);

    void checkpoint(SessionId session, String name, String json);

    Optional<String> checkpoint(SessionId session, String name);

    /// Counts a failure and returns how many there were within the last hour.
    int failed(SessionId session);

    int failures(SessionId session);

    /// Counts a message and returns how many there were within the last minute.
    int message(SessionId session);

    /// Forgets everything of a session.
    void reset(SessionId session);

    /// What it is, e.g. `embedded`.
    default String name() { return health().name(); }

    /// What it is and whether it works, for the status bar: e.g. `embedded`, healthy. A store in trouble still answers,
    /// from what it was told meanwhile.
    StoreHealth health();

    @Override
    void close();
}
