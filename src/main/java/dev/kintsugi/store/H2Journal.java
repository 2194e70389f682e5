package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.StoreHealth;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The journal in an embedded H2 database: a file that needs nothing, or memory. Safe for use by many threads.
///
/// What [#append(Batch)] acknowledged has been handed to the operating system, in a file in front of the tables: killing
/// the process loses none of it. (A power cut may: the disk is forced now and then, not at every turn.) The tables follow
/// when the lab is quiet, and before anybody reads them. After a failure of the disk the journal
/// tries again by itself, about four times a second, and [#health()] tells how it is.
public final class H2Journal extends SqlJournal {
    private static final Logger LOG = LoggerFactory.getLogger(H2Journal.class);
    private static final long TICK_MS = 250;
    /// A repair may take minutes, and what waits for it is written.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /// A second or two of the tables' work, and twice that before anybody has to wait.
    private static final WriteAhead.Bounds BOUNDS = new WriteAhead.Bounds(64 << 20, 128 << 20);

    private final H2Database database;
    /// The file in front of the tables; none in memory, and where each turn is to be committed to the tables.
    private final @Nullable WriteAhead ahead;

    private H2Journal(H2Database database, @Nullable WriteAhead ahead, long tickMs) {
        super("H2", new GroupCommit(database, tickMs, PATIENCE));
        this.database = database;
        this.ahead = ahead;
    }

    /// Opens the database `kintsugi` in a folder, which is created if need be. Throws a [Problem] when another lab has
    /// it open, when it cannot be written, or when it is too new. A damaged one is set aside (see [#repaired()]).
    public static H2Journal open(Path folder) { return open(folder, new Opening()); }

    /// How a folder is opened.
    ///
    /// @param scheme what H2 calls the way to its file
    /// @param sink   how bytes go to the file in front of it
    /// @param tickMs how long nothing must come before there is time to tidy up
    record Opening(String scheme, AheadFile.Sink sink, WriteAhead.Bounds bounds, Upkeep upkeep, long tickMs) {
        Opening() { this("file", RandomAccessFile::write, BOUNDS, Upkeep.standard(), TICK_MS); }

        Opening with(Upkeep other, long everyMs) { return new Opening(scheme, sink, bounds, other, everyMs); }
    }

    static H2Journal open(Path folder, Opening how) {
        var taken = DataFolder.take(folder);
        try {
            return open(taken, how);
        } catch (RuntimeException e) {
            taken.close();
            throw e;
        }
    }

    private static H2Journal open(DataFolder folder, Opening how) {
        var database = H2Database.in(folder, how.scheme, how.upkeep);
        try {
            var ahead = WriteAhead.open(folder, database, how.sink, how.bounds);
            database.follow(ahead);
            var journal = new H2Journal(database, ahead, how.tickMs);
            journal.tryToCatchUp(ahead);
            return journal;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /// Opens it like [#open(Path)], but each append is a commit of the tables: what [#append] is measured against.
    public static H2Journal committing(Path folder) {
        open(folder).close();
        var taken = DataFolder.take(folder);
        try {
            return new H2Journal(H2Database.in(taken, "file", Upkeep.standard()), null, TICK_MS);
        } catch (RuntimeException e) {
            taken.close();
            throw e;
        }
    }

    /// A journal of its own in memory, gone when it is closed: for throw-away replays.
    public static H2Journal inMemory() { return new H2Journal(H2Database.inMemory(), null, TICK_MS); }

    @Override
    public Optional<Problem> repaired() {
        return database.repaired().or(() -> ahead == null ? Optional.empty() : ahead.repaired());
    }

    @Override
    String place() { return database.place(); }

    @Override
    void keep(Batch batch) {
        if (ahead == null) {
            super.keep(batch);
            return;
        }
        if (ahead.isToWait()) {
            catchUp(ahead, ahead.wanted());
        }
        ahead.append(batch, this::headInTables);
    }

    @Override
    public boolean isPrompt(SessionId session) { return ahead != null && ahead.isPrompt(session); }

    @Override
    public void delete(SessionId session) {
        if (ahead == null) {
            super.delete(session);
        } else {
            ahead.delete(session);
        }
    }

    /// Of a session of which the file knows nothing, the tables lack nothing.
    @Override
    public Head head(SessionId session) {
        return ahead == null || ahead.isRepaired()
                ? super.head(session)
                : ahead.head(session).orElseGet(() -> headInTables(session));
    }

    private Head headInTables(SessionId session) { return readTables(handle -> JournalTables.head(handle, session)); }

    @Override
    void unhurried(Consumer<Handle> body) {
        super.unhurried(body);
        if (ahead != null) {
            catchUp(ahead, ahead.end());
            ahead.forgetHeads();
        }
    }

    @Override
    public StoreHealth health() {
        var known = super.health();
        return known.trouble() == null && ahead != null
                ? new StoreHealth(known.name(), known.place(), ahead.trouble())
                : known;
    }

    /// Waits until the tables hold what was acknowledged before a position. Throws a [Problem] when they cannot.
    private void catchUp(WriteAhead file, long until) {
        if (file.isBehind(until)) {
            commits.run(new Work.Steps(through -> file.drain(through, until, () -> false)));
        }
    }

    /// What the tables cannot take now stays in the file, and goes into them after the next start.
    @Override
    public void close() {
        if (ahead != null && ahead.refuseMore()) {
            tryToCatchUp(ahead);
            ahead.close();
        }
        super.close();
    }

    private void tryToCatchUp(WriteAhead file) {
        try {
            catchUp(file, file.end());
        } catch (Problem e) {
            LOG.warn("the tables do not hold everything yet", e);
        }
    }

    /// First the tables catch up with what was acknowledged.
    @Override
    <T> T read(Function<Handle, T> body) {
        if (ahead != null) {
            catchUp(ahead, ahead.end());
        }
        return readTables(body);
    }

    /// What fails once is tried again after the writer has seen to the database.
    private <T> T readTables(Function<Handle, T> body) {
        var generation = database.generation();
        try {
            return database.read(body);
        } catch (RuntimeException first) {
            if (!(first instanceof H2Database.Closed) && !Troubles.unreadable(first)) {
                throw database.explain(first);
            }
            LOG.debug("reading again", first);
        }
        return readAgain(body, generation);
    }

    private <T> T readAgain(Function<Handle, T> body, int generation) {
        seeTo();
        try {
            return database.read(body);
        } catch (RuntimeException second) {
            if (Troubles.unreadable(second)) {
                database.damaged(second, generation);
                seeTo();
                return afterRepair(body);
            }
            throw database.explain(second);
        }
    }

    /// Has the writer open the database, and bring it up to what was acknowledged.
    private void seeTo() {
        change(JournalTables::probe);
        if (ahead != null) {
            catchUp(ahead, ahead.end());
        }
    }

    private <T> T afterRepair(Function<Handle, T> body) {
        try {
            return database.read(body);
        } catch (RuntimeException e) {
            throw database.explain(e);
        }
    }
}
