package dev.kintsugi.store;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.SessionRow;
import java.util.HashSet;
import java.util.List;

/// Reads what a killed process left behind, line by line. Used by one thread.
final class Survivors {
    private final H2Journal journal;
    private final HashSet<KillLoop.Acknowledged> there = new HashSet<>();
    private long broken;

    Survivors(H2Journal journal) { this.journal = journal; }

    /// @param lost   acknowledged turns that are not there
    /// @param broken gaps, altered lines and turns without their interaction
    record Found(long lost, long broken) {}

    Found check(String prefix, List<KillLoop.Acknowledged> acknowledged) {
        journal.sessions().stream().filter(row -> row.id().value().startsWith(prefix)).forEach(this::session);
        return new Found(acknowledged.stream().filter(ack -> !there.contains(ack)).count(), broken);
    }

    private void session(SessionRow row) {
        var reader = new Reader(row.id());
        journal.lines(row.id(), 0, reader::line);
        var head = journal.head(row.id());
        broken += reader.walk.broken();
        if (head.sequence() != reader.walk.sequence() || !head.hash().equals(reader.walk.hash())
                || turns(row.id()) != row.turns()) {
            broken++;
        }
    }

    private long turns(SessionId session) {
        return journal.read(handle -> handle.createQuery(
                "SELECT COUNT(*) FROM agent_interactions i JOIN recovery_attempts a ON a.interaction_id = i.id"
                        + " WHERE i.session_id = ?")
                .bind(0, session.value()).mapTo(Long.class).one());
    }

    private final class Reader {
        private final SessionId session;
        private final ChainWalk walk = new ChainWalk();

        Reader(SessionId session) { this.session = session; }

        void line(String text) {
            walk.line(text);
            there.add(new KillLoop.Acknowledged(session.value(), walk.sequence(), walk.hash()));
        }
    }
}
