package dev.kintsugi.lab.watch;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.Journal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tails that follow sessions. Safe for use by many threads.
public final class Tails implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tails.class);

    private final List<Consumer<Batch>> followers = new CopyOnWriteArrayList<>();
    private final Map<SessionId, Set<Tail>> following = new ConcurrentHashMap<>();

    /// Follows one session's log. The watcher is told on a thread of the tail's own, until it throws, the watch is closed or
    /// the session is deleted.
    ///
    /// @param after the last sequence that the watcher has, 0 for none
    /// @param log   reads a session's lines from disk
    public Watch tail(SessionId session, long after, Journal log,
            Consumer<LogLine> watcher) {
        var tail = new Tail(session, after, log, watcher, this::remove);
        add(tail);
        tail.start();
        return tail;
    }

    private void add(Tail tail) {
        following.compute(tail.session(), (_, known) -> {
            var tails = known == null ? ConcurrentHashMap.<Tail>newKeySet() : known;
            tails.add(tail);
            return tails;
        });
    }

    private void remove(Tail tail) {
        following.computeIfPresent(tail.session(), (_, tails) -> {
            tails.remove(tail);
            return tails.isEmpty() ? null : tails;
        });
    }

    /// Tells the follower of every batch that is on disk, from the thread that put it there.
    public Watch follow(Consumer<Batch> follower) {
        Consumer<Batch> own = follower::accept;
        followers.add(own);
        return () -> followers.remove(own);
    }

    void written(Batch batch) {
        followers.forEach(f -> safely(f, batch));
        following.getOrDefault(batch.id(), Set.of()).forEach(tail -> tail.written(batch.first(), batch.lines()));
    }

    private static void safely(Consumer<Batch> follower, Batch batch) {
        try {
            follower.accept(batch);
        } catch (RuntimeException e) {
            LOG.error("a follower failed", e);
        }
    }

    void deleted(SessionId session) { following.getOrDefault(session, Set.of()).forEach(Tail::close); }

    @Override
    public void close() { following.values().forEach(tails -> tails.forEach(Tail::close)); }
}
