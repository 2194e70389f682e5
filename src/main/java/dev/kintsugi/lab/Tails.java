package dev.kintsugi.lab;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Batch;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The tails that follow sessions. Safe for use by many threads.
final class Tails implements AutoCloseable {
    private final Map<SessionId, Set<Tail>> following = new ConcurrentHashMap<>();

    void add(Tail tail) {
        following.compute(tail.session(), (_, known) -> {
            var tails = known == null ? ConcurrentHashMap.<Tail>newKeySet() : known;
            tails.add(tail);
            return tails;
        });
    }

    void remove(Tail tail) {
        following.computeIfPresent(tail.session(), (_, tails) -> {
            tails.remove(tail);
            return tails.isEmpty() ? null : tails;
        });
    }

    void written(Batch batch) {
        following.getOrDefault(batch.id(), Set.of()).forEach(tail -> tail.written(batch.first(), batch.lines()));
    }

    void deleted(SessionId session) { following.getOrDefault(session, Set.of()).forEach(Tail::close); }

    @Override
    public void close() { following.values().forEach(tails -> tails.forEach(Tail::close)); }
}
