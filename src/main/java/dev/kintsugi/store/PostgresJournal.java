package dev.kintsugi.store;

import java.time.Duration;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// The journal in a Postgres, which several labs may share. Safe for use by many threads.
///
/// What [#append] acknowledged was committed by the server. When the connection is lost while a commit is under way,
/// the log itself is asked afterwards whether it was written. While the server is away nothing is accepted; about four
/// times a second it is tried again, and [#health()] tells how it is.
public final class PostgresJournal extends SqlJournal {
    private static final long TICK_MS = 250;
    private static final Bounds BOUNDS = new Bounds(20, Duration.ofSeconds(30));

    private final PostgresDatabase database;

    private PostgresJournal(PostgresDatabase database, Bounds bounds) {
        super("Postgres", new GroupCommit(database, TICK_MS, bounds.patience));
        this.database = database;
    }

    /// How long a slow server is waited for.
    ///
    /// @param answerSeconds how long one answer may take before the connection counts as lost
    /// @param patience      how long a turn waits in all
    record Bounds(int answerSeconds, Duration patience) {}

    /// Connects, and makes or updates the tables. Throws a [dev.kintsugi.domain.Problem] when the server cannot be
    /// reached, refuses the user, holds something else, is read-only or too old, or was written by a newer lab.
    public static PostgresJournal open(PostgresUrl url) { return open(url, BOUNDS); }

    static PostgresJournal open(PostgresUrl url, Bounds bounds) {
        return new PostgresJournal(new PostgresDatabase(url, bounds.answerSeconds), bounds);
    }

    /// Removes the schema that an address names, with everything in it. Throws a [dev.kintsugi.domain.Problem] when it
    /// cannot, and `IllegalArgumentException` when none is named.
    public static void removeSchema(PostgresUrl url) { PostgresDatabase.removeSchema(url); }

    @Override
    <T> T read(Function<Handle, T> body) { return database.read(body); }

    @Override
    String place() { return database.place(); }
}
