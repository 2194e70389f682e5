package dev.kintsugi.agent.tools;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.model.ToolResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The world that the tools act on, in memory: what was booked, opened and paid, session by session, so that no session
/// sees another's. Keeps the 5,000 sessions used last. Safe for many threads; sessions do not wait for each other's acts.
public final class ServiceDesk {
    private static final int SESSIONS = 5_000;

    private final Map<SessionId, Counter> counters = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Counter> eldest) { return size() > SESSIONS; }
    };

    /// What one session has done. Its lock is held while an act is decided and recorded.
    static final class Counter {
        private final Map<String, ToolResult> answers = new HashMap<>();
        private final List<Deed> deeds = new ArrayList<>();

        synchronized List<Deed> deeds() { return List.copyOf(deeds); }

        synchronized Optional<ToolResult> answered(String idempotencyKey) {
            return Optional.ofNullable(answers.get(idempotencyKey));
        }

        /// Does it unless it was done, and answers what was answered then.
        synchronized ToolResult once(String idempotencyKey, Act act) {
            var known = answers.get(idempotencyKey);
            return known != null ? known : record(idempotencyKey, act.decide(List.copyOf(deeds)));
        }

        private ToolResult record(String idempotencyKey, Done done) {
            done.deed().ifPresent(deed -> {
                deeds.add(deed);
                answers.put(idempotencyKey, done.result());
            });
            return done.result();
        }
    }

    /// Decides what to do, given what was done before; changes nothing itself.
    interface Act {
        Done decide(List<Deed> before);
    }

    /// @param deed empty when nothing was done
    record Done(ToolResult result, Optional<Deed> deed) {}

    Counter counter(SessionId session) {
        synchronized (counters) {
            return counters.computeIfAbsent(session, _ -> new Counter());
        }
    }

    /// What was done in a session, in order.
    public List<Deed> deeds(SessionId session) { return counter(session).deeds(); }

    public List<Deed.Booking> bookings(SessionId session) { return only(Deed.Booking.class, session); }

    public List<Deed.Ticket> tickets(SessionId session) { return only(Deed.Ticket.class, session); }

    public List<Deed.Payout> payouts(SessionId session) { return only(Deed.Payout.class, session); }

    private <T extends Deed> List<T> only(Class<T> type, SessionId session) {
        return deeds(session).stream().filter(type::isInstance).map(type::cast).toList();
    }
}
