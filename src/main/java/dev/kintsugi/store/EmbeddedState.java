package dev.kintsugi.store;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.StateStore;
import dev.kintsugi.domain.store.StoreHealth;
import dev.kintsugi.domain.time.LabClock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Session state in this process, with the keys and lives that [StateStore] names, in lab time. Safe for use by many threads.
///
/// A text lives from when it was last written; a counter lives from its first count, as `INCR` with `EXPIRE` would have
/// it. At most `limit` keys are kept (default 20,000): past that the one unused for longest goes, which costs no more
/// than a fold of the log.
public final class EmbeddedState implements StateStore {
    /// What has expired is looked for again after a sixteenth of the keys had to go: each look goes through all of them.
    private static final int SWEPT = 16;

    private final LabClock clock;
    private final int limit;
    private final LinkedHashMap<StateKey, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private int beforeSweep;

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
    public void state(SessionId session, String json) { put(StateKey.state(session), json); }

    @Override
    public Optional<String> state(SessionId session) { return get(StateKey.state(session)); }

    @Override
    public void checkpoint(SessionId session, String name, String json) {
        put(StateKey.checkpoint(session, name), json);
    }

    @Override
    public Optional<String> checkpoint(SessionId session, String name) {
        return get(StateKey.checkpoint(session, name));
    }

    @Override
    public int failed(SessionId session) { return count(StateKey.failures(session)); }

    @Override
    public int failures(SessionId session) { return get(StateKey.failures(session)).map(Integer::parseInt).orElse(0); }

    @Override
    public int message(SessionId session) { return count(StateKey.messages(session)); }

    @Override
    public synchronized void reset(SessionId session) { kept.keySet().removeIf(key -> key.of(session)); }

    @Override
    public StoreHealth health() { return new StoreHealth("embedded", "this process", null); }

    @Override
    public void close() {
        // It goes with the process.
    }

    /// How many keys are held, the expired ones that nobody asked for included.
    synchronized int size() { return kept.size(); }

    private synchronized void put(StateKey key, String value) {
        kept.put(key, new Kept(value, clock.now().plus(key.life())));
        makeRoom();
    }

    private synchronized Optional<String> get(StateKey key) { return Optional.ofNullable(alive(key)).map(Kept::value); }

    private synchronized int count(StateKey key) {
        var old = alive(key);
        var next = old == null ? 1 : Integer.parseInt(old.value) + 1;
        kept.put(key, new Kept("" + next, old == null ? clock.now().plus(key.life()) : old.until));
        makeRoom();
        return next;
    }

    private @Nullable Kept alive(StateKey key) {
        var found = kept.get(key);
        if (found != null && !clock.now().isBefore(found.until)) {
            kept.remove(key);
            return null;
        }
        return found;
    }

    private void makeRoom() {
        if (kept.size() > limit && beforeSweep-- == 0) {
            var now = clock.now();
            kept.values().removeIf(each -> !now.isBefore(each.until));
            beforeSweep = limit / SWEPT;
        }
        while (kept.size() > limit) {
            kept.pollFirstEntry();
        }
    }

    /// What is alive, the one unused for longest first.
    synchronized Map<StateKey, Kept> entries() {
        var alive = new LinkedHashMap<>(kept);
        alive.values().removeIf(each -> !clock.now().isBefore(each.until));
        return alive;
    }

    /// Forgets a value that another store holds now.
    synchronized void handedOver(StateKey key) { kept.remove(key); }

    /// A value and when it ends. Immutable.
    record Kept(String value, Instant until) {}
}
