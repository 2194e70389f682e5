package dev.kintsugi.store;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// A journal in a relational database: one SQL for all, written in groups. Safe for use by many threads.
public abstract sealed class SqlJournal implements Journal permits H2Journal, PostgresJournal {
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final String name;
    final GroupCommit commits;

    /// @param name what it is, for the status bar
    SqlJournal(String name, GroupCommit commits) {
        this.name = name;
        this.commits = commits;
    }

    /// Opens the journal at a place; see [H2Journal#open] and [PostgresJournal#open].
    public static SqlJournal open(StoreUrl place) {
        return switch (place) {
            case StoreUrl.Folder folder -> H2Journal.open(folder.path());
            case PostgresUrl postgres -> PostgresJournal.open(postgres);
        };
    }

    /// Reads on a connection of its own. Throws a [dev.kintsugi.domain.Problem] when it cannot.
    abstract <T> T read(Function<Handle, T> body);

    /// Where the database is, for people.
    abstract String place();

    /// Writes in one transaction, however long that takes.
    void unhurried(Consumer<Handle> body) { commits.run(new Work.Change<>(done(body)), FOR_EVER); }

    @Override
    public void append(Batch batch) {
        if (batch.lines().isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one line");
        }
        keep(batch);
    }

    /// Has the batch on disk when it returns.
    void keep(Batch batch) { commits.run(new Work.Append(batch)); }

    @Override
    public List<SessionRow> sessions() { return read(JournalTables::sessions); }

    @Override
    public Stretch lines(SessionId session, long after, int batches) {
        return read(handle -> JournalTables.lines(handle, session, after, batches));
    }

    @Override
    public Head head(SessionId session) { return read(handle -> JournalTables.head(handle, session)); }

    @Override
    public long nextOrdinal() { return commits.run(new Work.Change<>(JournalTables::nextOrdinal)); }

    @Override
    public void delete(SessionId session) { change(handle -> JournalTables.delete(handle, session)); }

    @Override
    public List<KeptInteraction> interactions(SessionId session, long offset, int limit) {
        return read(handle -> JournalTables.interactions(handle, session, offset, limit));
    }

    @Override
    public long interactions(SessionId session) { return read(handle -> JournalTables.interactions(handle, session)); }

    @Override
    public List<KeptFault> keptFaults() { return read(FaultTable::all); }

    @Override
    public Optional<KeptFault> add(FaultRow fault) {
        return commits.run(new Work.Change<>(new FaultTable.Birth(fault)::write));
    }

    @Override
    public boolean forget(String fault) {
        return commits.run(new Work.Change<>(handle -> FaultTable.forget(handle, fault)));
    }

    @Override
    public void save(FaultRow fault) { change(handle -> FaultTable.save(handle, fault)); }

    @Override
    public FailureAnalytics failures(Instant since, Instant until) {
        return read(handle -> TurnCounts.between(handle, since, until));
    }

    @Override
    public void measured(MetricRow metric) { change(handle -> BatchTables.measured(handle, metric)); }

    @Override
    public StoreHealth health() { return new StoreHealth(name, place(), commits.trouble()); }

    void change(Consumer<Handle> body) { commits.run(new Work.Change<>(done(body))); }

    private static Function<Handle, Boolean> done(Consumer<Handle> body) {
        return handle -> {
            body.accept(handle);
            return true;
        };
    }

    /// Writes what is still on its way, and lets go of the database.
    @Override
    public void close() { commits.close(); }
}
