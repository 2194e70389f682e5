package dev.kintsugi.lab.people;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.people.ApprovalRequest;
import dev.kintsugi.domain.people.Handoff;
import java.time.Instant;

/// Something that waits for a person at the desk. Immutable.
public sealed interface Case {
    /// Its name at the desk, unique in the lab.
    String name();

    SessionId session();

    /// Lab time of the session at which it was put there.
    Instant since();

    /// An act that waits for a yes.
    record ToApprove(ApprovalRequest request, Instant since) implements Case {
        @Override
        public String name() { return request.session() + ":" + request.id(); }

        @Override
        public SessionId session() { return request.session(); }
    }

    /// A conversation that waits for somebody to take it over.
    ///
    /// @param takenBy who took it; empty while nobody has
    record ToTakeOver(Handoff handoff, Instant since, String takenBy) implements Case {
        @Override
        public String name() { return handoff.session() + ":" + handoff.id(); }

        @Override
        public SessionId session() { return handoff.session(); }

        public boolean taken() { return !takenBy.isEmpty(); }
    }
}
