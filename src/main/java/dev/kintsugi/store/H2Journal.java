package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
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
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The journal in an embedded H2 database: a file that needs nothing, or memory. Safe for use by many threads.
///
/// What [#append(Batch)] acknowledged has been handed to the operating system: killing the process loses none of it.
/// (A power cut may: H2 forces the disk now and then, not at every commit.) After a failure of the disk the journal
/// tries again by itself, about four times a second, and [#health()] tells how it is.
public final class H2Journal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(H2Journal.class);
    private static final long TICK_MS = 250;

    private final H2Database database;
    private final GroupCommit commits;

    private H2Journal(H2Database database, long tickMs) {
        this.database = database;
        this.commits = new GroupCommit(database, tickMs);
    }

    /// Opens the database `kintsugi` in a folder, which is created if need be. Throws a [Problem] when another lab has
    /// it open, when it cannot be written, or when it is too new. A damaged one is set aside (see [#repaired()]).
    public static H2Journal open(Path folder) { return open(folder, "file", Upkeep.standard(), TICK_MS); }

    static H2Journal open(Path folder, String scheme, Upkeep upkeep, long tickMs) {
        var taken = DataFolder.take(folder);
        try {
            return new H2Journal(H2Database.in(taken, scheme, upkeep), tickMs);
        } catch (RuntimeException e) {
            taken.close();
            throw e;
        }
    }

    /// A journal of its own in memory, gone when it is closed: for throw-away replays.
    public static H2Journal inMemory() { return new H2Journal(H2Database.inMemory(), TICK_MS); }

    @Override
    public void append(Batch batch) {
        if (batch.lines().isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one line");
        }
        commits.run(new Work.Append(batch));
    }

    @Override
    public List<SessionRow> sessions() { return read(JournalTables::sessions); }

    /// The lines are read a few rows at a time, and handed on while the database is free for others.
    @Override
    public void lines(SessionId session, Consumer<String> each) {
        for (var rows = lines(session, 1); !rows.isEmpty(); rows = lines(session, rows.getLast().last() + 1)) {
            rows.forEach(row -> row.text().lines().forEach(each));
        }
    }

    private List<JournalTables.Lines> lines(SessionId session, long from) {
        return read(handle -> JournalTables.lines(handle, session, from));
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
        return read(handle -> FailureCounts.between(handle, since, until));
    }

    @Override
    public void measured(MetricRow metric) { change(handle -> BatchTables.measured(handle, metric)); }

    @Override
    public StoreHealth health() { return new StoreHealth("H2", database.place(), commits.trouble()); }

    /// What was found damaged, where it was put and what was saved of it; absent when all was well.
    public Optional<Problem> repaired() { return database.repaired(); }

    private void change(Consumer<Handle> body) {
        commits.run(new Work.Change<>(handle -> {
            body.accept(handle);
            return true;
        }));
    }

    /// Reads on a connection of its own. What fails once is tried again after the writer has seen to the database.
    <T> T read(Function<Handle, T> body) {
        var generation = database.generation();
        try {
            return database.read(body);
        } catch (RuntimeException first) {
            if (!(first instanceof H2Database.Closed) && !Troubles.damaged(first)) {
                throw database.explain(first);
            }
            LOG.debug("reading again", first);
        }
        return readAgain(body, generation);
    }

    private <T> T readAgain(Function<Handle, T> body, int generation) {
        change(JournalTables::probe);
        try {
            return database.read(body);
        } catch (RuntimeException second) {
            if (Troubles.damaged(second)) {
                database.damaged(second, generation);
                change(JournalTables::probe);
                return afterRepair(body);
            }
            throw database.explain(second);
        }
    }

    private <T> T afterRepair(Function<Handle, T> body) {
        try {
            return database.read(body);
        } catch (RuntimeException e) {
            throw database.explain(e);
        }
    }

    /// Writes what is still on its way, compacts the file if it grew, and lets go of it.
    @Override
    public void close() { commits.close(); }
}
