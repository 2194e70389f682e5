package dev.kintsugi.lab;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.FailureAnalytics;
import dev.kintsugi.domain.store.FaultRow;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.KeptFault;
import dev.kintsugi.domain.store.KeptInteraction;
import dev.kintsugi.domain.store.MetricRow;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.domain.store.StoreHealth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A journal that tells tails of what it has put on disk. Safe for use by many threads.
record TailedJournal(Journal journal, Tails tails) implements Journal {
    @Override
    public void append(Batch batch) {
        journal.append(batch);
        tails.written(batch);
    }

    @Override
    public List<SessionRow> sessions() { return journal.sessions(); }

    @Override
    public void lines(SessionId session, Consumer<String> each) { journal.lines(session, each); }

    @Override
    public Head head(SessionId session) { return journal.head(session); }

    @Override
    public long nextOrdinal() { return journal.nextOrdinal(); }

    @Override
    public void delete(SessionId session) {
        journal.delete(session);
        tails.deleted(session);
    }

    @Override
    public List<KeptInteraction> interactions(SessionId session, long offset, int limit) {
        return journal.interactions(session, offset, limit);
    }

    @Override
    public long interactions(SessionId session) { return journal.interactions(session); }

    @Override
    public List<KeptFault> keptFaults() { return journal.keptFaults(); }

    @Override
    public Optional<KeptFault> add(FaultRow fault) { return journal.add(fault); }

    @Override
    public boolean forget(String fault) { return journal.forget(fault); }

    @Override
    public FailureAnalytics failures(Instant since, Instant until) { return journal.failures(since, until); }

    @Override
    public void save(FaultRow fault) { journal.save(fault); }

    @Override
    public void measured(MetricRow metric) { journal.measured(metric); }

    @Override
    public StoreHealth health() { return journal.health(); }

    @Override
    public void close() {
        tails.close();
        journal.close();
    }
}
