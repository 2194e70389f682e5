package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The journal in an embedded H2 database: a file that needs nothing, or memory. Safe for use by many threads.
///
/// What [#append(Batch)] acknowledged has been handed to the operating system: killing the process loses none of it.
/// (A power cut may: H2 forces the disk now and then, not at every commit.) After a failure of the disk the journal
/// tries again by itself, about four times a second, and [#health()] tells how it is.
public final class H2Journal extends SqlJournal {
    private static final Logger LOG = LoggerFactory.getLogger(H2Journal.class);
    private static final long TICK_MS = 250;
    /// A repair may take minutes, and what waits for it is written.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final H2Database database;

    private H2Journal(H2Database database, long tickMs) {
        super("H2", new GroupCommit(database, tickMs, PATIENCE));
        this.database = database;
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

    /// What was found damaged, where it was put and what was saved of it; absent when all was well.
    public Optional<Problem> repaired() { return database.repaired(); }

    @Override
    String place() { return database.place(); }

    /// What fails once is tried again after the writer has seen to the database.
    @Override
    <T> T read(Function<Handle, T> body) {
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
        change(JournalTables::probe);
        try {
            return database.read(body);
        } catch (RuntimeException second) {
            if (Troubles.unreadable(second)) {
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
}
