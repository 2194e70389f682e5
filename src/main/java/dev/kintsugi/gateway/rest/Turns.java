package dev.kintsugi.gateway.rest;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.answer.Refused;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Said;
import dev.kintsugi.lab.Session;
import dev.kintsugi.report.story.TurnStory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Has turns run for callers, a bounded number at a time, and closes the sessions that were not used for longest and are
/// not busy, so that a hundred thousand of them do not stay in memory. Safe for many threads.
final class Turns {
    static final int CAPACITY = 256;
    private static final int OPEN = 256;

    private final Lab lab;
    private final Semaphore room = new Semaphore(CAPACITY);
    private final AtomicLong rejected = new AtomicLong();
    private final LinkedHashMap<SessionId, Boolean> used = new LinkedHashMap<>(16, 0.75f, true);

    Turns(Lab lab) { this.lab = lab; }

    /// Has a turn run in a session, which is opened only when there is room for the turn.
    <T> T say(Supplier<Session> open, Said said, BiFunction<SessionId, TurnStory, T> told) {
        if (!room.tryAcquire()) {
            rejected.incrementAndGet();
            throw new Refused(429, "bulkhead_full", "", CAPACITY + " turns are under way", "Ask again in a moment");
        }
        try {
            var session = open.get();
            return told.apply(session.id(), session.say(said).join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof Problem problem
                    ? Answers.of(problem, lab.storeHealth().healthy())
                    : new Refused(409, "interrupted", "", "The session was closed meanwhile", "Say it again");
        } finally {
            room.release();
        }
    }

    /// A session that a caller has opened: it may be closed when others were used since, unless it is busy.
    Session used(Session session) {
        synchronized (used) {
            used.put(session.id(), true);
            if (used.size() > OPEN) {
                closeEldest();
            }
        }
        return session;
    }

    private void closeEldest() {
        var busy = lab.openSessions().stream().filter(Session::busy).map(Session::id).collect(Collectors.toSet());
        var rest = List.copyOf(used.keySet()).subList(0, used.size() - 1).iterator();
        while (used.size() > OPEN && rest.hasNext()) {
            var eldest = rest.next();
            if (!busy.contains(eldest)) {
                used.remove(eldest);
                lab.close(eldest);
            }
        }
    }

    /// Messages that the conversation has now.
    int length(SessionId id) {
        return lab.openSessions().stream().filter(s -> s.id().equals(id)).findFirst().map(s -> s.history().size())
                .orElse(0);
    }

    Map<String, Object> describe() {
        return Map.of("capacity", CAPACITY, "active", CAPACITY - room.availablePermits(), "rejected", rejected.get());
    }
}
