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
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// Has turns run for callers, a bounded number at a time, and closes the sessions that were not used for longest, so
/// that a hundred thousand of them do not stay in memory. Safe for many threads.
final class Turns {
    static final int CAPACITY = 256;
    private static final int OPEN = 256;

    private final Lab lab;
    private final Semaphore room = new Semaphore(CAPACITY);
    private final AtomicLong rejected = new AtomicLong();
    private final LinkedHashMap<SessionId, Boolean> used = new LinkedHashMap<>(16, 0.75f, true);

    Turns(Lab lab) { this.lab = lab; }

    TurnStory say(SessionId id, Said said) {
        var story = say(lab.converse(id), said);
        rest(id);
        return story;
    }

    TurnStory say(Session session, Said said) {
        if (!room.tryAcquire()) {
            rejected.incrementAndGet();
            throw new Refused(429, "bulkhead_full", "", CAPACITY + " turns are under way", "Ask again in a moment");
        }
        try {
            return session.say(said).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Problem problem
                    ? Answers.of(problem, lab.storeHealth().healthy())
                    : new Refused(409, "interrupted", "", "The session was closed meanwhile", "Say it again");
        } finally {
            room.release();
        }
    }

    private void rest(SessionId now) {
        SessionId eldest = null;
        synchronized (used) {
            used.put(now, true);
            if (used.size() > OPEN) {
                eldest = used.keySet().iterator().next();
                used.remove(eldest);
            }
        }
        if (eldest != null) {
            var old = eldest;
            lab.openSessions().stream().filter(s -> s.id().equals(old) && !s.busy()).forEach(s -> lab.close(old));
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
