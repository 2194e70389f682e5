package dev.kintsugi.lab.log;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.time.LabClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Gives events their address, chains them, and writes them to the journal in batches. Used by the session's lane only.
public final class Recorder {
    private final SessionId id;
    private final LabClock clock;
    private final Journal journal;
    private final Chain chain;
    private final Folds folds;
    private final Proof proof;
    private final List<String> pending = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private long sequence;

    /// Is told of every line before it counts; what it throws keeps the event out.
    @FunctionalInterface
    public interface Proof {
        Proof NONE = (_, _) -> {};

        void written(Entry entry, String line);

        /// The event as it is to be written: a log that an earlier version began lacks what that version did not write.
        default LabEvent as(LabEvent event) { return event; }
    }

    public Recorder(SessionId id, LabClock clock, Journal journal, Chain chain, long sequence, Folds folds,
            Proof proof) {
        this.proof = proof;
        this.id = id;
        this.clock = clock;
        this.journal = journal;
        this.chain = chain;
        this.sequence = sequence;
        this.folds = folds;
    }

    /// The last sequence given out.
    public long sequence() { return sequence; }

    /// The last sequence that is on disk.
    public long committed() { return sequence - pending.size(); }

    /// Takes an event into the session; it is on disk after the next [#commit].
    ///
    /// @param cause the sequence of the event that led to it, 0 for none
    /// @return its sequence
    public long record(int turn, LabEvent event, long cause) {
        var entry = new Entry(id, turn, ++sequence, clock.now().toEpochMilli(), clock.wall().toEpochMilli(), cause,
                proof.as(event));
        var line = chain.append(entry);
        proof.written(entry, line);
        pending.add(line);
        entries.addAll(entry.parts());
        folds.add(entry);
        return sequence;
    }

    /// Writes what was recorded since the last commit, with what it projects to. When it returns, it is on disk.
    public void commit(int turn, Supplier<Projection> projection) {
        if (pending.isEmpty()) {
            return;
        }
        var rows = projection.get();
        journal.append(new Batch(id, turn, sequence - pending.size() + 1, pending, chain.head(), rows.session(),
                rows.interaction(), rows.attempts(), rows.snapshots(), rows.metrics(), entries));
        pending.clear();
        entries.clear();
    }
}
