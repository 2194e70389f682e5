package dev.kintsugi.store;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.StateStore;
import dev.kintsugi.domain.time.LabClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Session state in this process, under the seed's keys and lives in lab time. Safe for use by many threads.
///
/// A text lives from when it was last written; a counter lives from its first count, as `INCR` with `EXPIRE` would have
/// it. At most `limit` keys are kept (default 20,000): past that the one unused for longest goes, which costs no more
/// than a fold of the log.
public final class EmbeddedState implements StateStore {
    private static final Duration STATE = Duration.ofHours(1);
    private static final Duration CHECKPOINT = Duration.ofHours(2);
    private static final Duration FAILURES = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final LabClock clock;
    private final int limit;
    private final LinkedHashMap<String, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);

    public EmbeddedState(LabClock clock) { this(clock, 20_000); }

    /// Throws `IllegalArgumentException` when the limit is not positive.
    public EmbeddedState(LabClock clock, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("room for at least one key is needed, was " + limit);
        }
        this.clock = clock;
        this.limit = limit;
    }

    @Override
    public void state(SessionId session, String json) { put("agent_state:" + session, json, STATE); }

    @Override
    public Optional<String> state(SessionId session) { return get("agent_state:" + session); }

    @Override
    public void checkpoint(SessionId session, String name, String json) {
        put("checkpoint:" + session + ":" + name, json, CHECKPOINT);
    }

    @Override
    public Optional<String> checkpoint(SessionId session, String name) {
        return get("checkpoint:" + session + ":" + name);
    }

    @Override
    public int failed(SessionId session) { return count("failure_count:" + session, FAILURES); }

    @Override
    public int failures(SessionId session) { return get("failure_count:" + session).map(Integer::parseInt).orElse(0); }

    @Override
    public int message(SessionId session) { return count("rate_limit:" + session, MINUTE); }

    @Override
    public synchronized void reset(SessionId session) {
        kept.keySet().removeIf(key -> key.equals("agent_state:" + session) || key.equals("failure_count:" + session)
                || key.equals("rate_limit:" + session) || key.startsWith("checkpoint:" + session + ":"));
    }

    @Override
    public String name() { return "embedded"; }

    /// How many keys are held, the expired ones that nobody asked for included.
    synchronized int size() { return kept.size(); }

    private synchronized void put(String key, String value, Duration life) {
        kept.put(key, new Kept(value, clock.now().plus(life)));
        makeRoom();
    }

    private synchronized Optional<String> get(String key) { return Optional.ofNullable(alive(key)).map(Kept::value); }

    private synchronized int count(String key, Duration life) {
        var old = alive(key);
        var next = old == null ? 1 : Integer.parseInt(old.value) + 1;
        kept.put(key, new Kept("" + next, old == null ? clock.now().plus(life) : old.until));
        makeRoom();
        return next;
    }

    private @Nullable Kept alive(String key) {
        var found = kept.get(key);
        if (found != null && !clock.now().isBefore(found.until)) {
            kept.remove(key);
            return null;
        }
        return found;
    }

    private void makeRoom() {
        if (kept.size() > limit) {
            var now = clock.now();
            kept.values().removeIf(each -> !now.isBefore(each.until));
        }
        while (kept.size() > limit) {
            kept.pollFirstEntry();
        }
    }

    private record Kept(String value, Instant until) {}
}
