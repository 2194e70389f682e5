package dev.kintsugi.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.kintsugi.domain.Problem;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// A Postgres: one connection that writes, held by the writer's thread, and a small pool for readers.
///
/// The writer stands outside the pool because it must know at once that its connection is lost, and what became of the
/// commit that was under way.
final class PostgresDatabase implements Database {
    private static final int OLDEST = 12;
    private static final int READERS = 4;
    private static final int PING_SECONDS = 2;
    /// A server whose commits return before they are on disk is asked to wait for it. Locks of another lab are waited
    /// for, but not for ever.
    private static final String SETTINGS = "SELECT CASE WHEN current_setting('synchronous_commit') = 'off'"
            + " THEN set_config('synchronous_commit', 'on', false) END, set_config('lock_timeout', '10s', false)";

    private final PostgresUrl url;
    private final Jdbi source;
    private final HikariDataSource pool;
    private final Jdbi readers;
    private @Nullable Handle writer;
    private long looked = System.nanoTime();

    /// Connects and brings the tables up to date.
    PostgresDatabase(PostgresUrl url, int answerSeconds) {
        this.url = url;
        var direct = url.source(answerSeconds);
        this.source = SqlArguments.postgres(Jdbi.create(direct));
        try {
            var handle = open();
            prepare(handle);
            Migrations.migrate(handle, direct);
            whole(handle);
            handle.useTransaction(JournalTables::probe);
        } catch (RuntimeException e) {
            shut();
            throw foreign(e) ? PostgresTroubles.foreign(url, e) : PostgresTroubles.explain(e, url);
        }
        this.pool = pool(answerSeconds);
        this.readers = SqlArguments.postgres(Jdbi.create(pool));
    }

    static void removeSchema(PostgresUrl url) {
        if (url.schema().isEmpty()) {
            throw new IllegalArgumentException("no schema is named");
        }
        try {
            Jdbi.create(url.source(60))
                    .useHandle(handle -> handle.execute("DROP SCHEMA IF EXISTS \"" + url.schema() + "\" CASCADE"));
        } catch (RuntimeException e) {
            throw PostgresTroubles.explain(e, url);
        }
    }

    private HikariDataSource pool(int answerSeconds) {
        var config = new HikariConfig();
        config.setDataSource(url.source(answerSeconds));
        config.setPoolName("store");
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(5_000);
        config.setIdleTimeout(60_000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private Handle open() {
        var held = writer;
        if (held == null) {
            held = source.open();
            writer = held;
            held.createQuery(SETTINGS).mapToMap().list();
        }
        return held;
    }

    private void prepare(Handle handle) {
        try {
            var version = handle.getConnection().getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw PostgresTroubles.tooOld(url, version, OLDEST);
            }
        } catch (SQLException e) {
            throw PostgresTroubles.explain(e, url);
        }
        var encoding = handle.createQuery("SHOW server_encoding").mapTo(String.class).one();
        if (!encoding.equals("UTF8")) {
            throw PostgresTroubles.encoding(url, encoding);
        }
        var known = handle.createQuery("SELECT COUNT(*) FROM pg_namespace WHERE nspname = ?").bind(0, url.schema())
                .mapTo(Integer.class).one();
        if (!url.schema().isEmpty() && known == 0) {
            Migrations.makeSchema(handle, url.schema());
        }
    }

    private void whole(Handle handle) {
        if (!Migrations.complete(handle)) {
            throw PostgresTroubles.foreign(url, new IllegalStateException("tables are missing"));
        }
    }

    /// What Flyway says of tables that it did not make.
    private static boolean foreign(Throwable fault) {
        return Troubles.causes(fault).anyMatch(
                each -> String.valueOf(each.getMessage()).contains("schema history table")
                        || PostgresTroubles.state(each).filter(s -> s.equals("42P07") || s.equals("42703"))
                                .isPresent());
    }

    @Override
    public void transaction(Consumer<Handle> body) { open().useTransaction(body::accept); }

    /// Runs a reading body on a connection of the pool. Any thread may. An interrupt costs the connection but not the
    /// answer, and the thread stays interrupted.
    <T> T read(Function<Handle, T> body) {
        var interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return readers.withHandle(body::apply);
                } catch (RuntimeException e) {
                    if (!Thread.interrupted()) {
                        throw PostgresTroubles.explain(e, url);
                    }
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean troubled(Throwable fault) {
        return PostgresTroubles.ofTheServer(fault)
                || PostgresTroubles.state(fault).isEmpty() && !Troubles.ofTheData(fault);
    }

    @Override
    public boolean passing(Throwable fault) { return PostgresTroubles.passing(fault); }

    @Override
    public void drop(Throwable fault) { shut(); }

    private void shut() {
        var held = writer;
        writer = null;
        if (held != null) {
            try {
                held.close();
            } catch (RuntimeException _) {
                // It is lost anyway.
            }
        }
    }

    @Override
    public Problem explain(Throwable fault) { return PostgresTroubles.whileRunning(fault, url); }

    @Override
    public String place() { return url.place(); }

    /// Looks every few seconds whether the server is still there, so that a person learns it before saying something.
    @Override
    public void idle(BooleanSupplier busy) {
        if (System.nanoTime() - looked > PING_SECONDS * 1_000_000_000L) {
            looked = System.nanoTime();
            open().createQuery("SELECT 1").mapTo(Integer.class).one();
        }
    }

    @Override
    public void close() {
        shut();
        pool.close();
    }
}
