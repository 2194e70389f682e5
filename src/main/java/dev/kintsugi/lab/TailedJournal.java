package dev.kintsugi.lab;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.FaultRow;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.MetricRow;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.domain.store.StoreHealth;
import java.util.List;
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
    public List<FaultRow> faults() { return journal.faults(); }

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
