package dev.kintsugi.store;

import java.util.function.Function;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The reading connections of an open H2 database: kept, because a connection also keeps the plans of what it was
/// asked, and planning takes longer than reading some hundred rows. Safe for use by many threads.
final class H2Readers implements AutoCloseable {
    private static final int MOST = 32;

    private final JdbcConnectionPool pool;
    private final Jdbi readers;

    H2Readers(JdbcDataSource source) {
        pool = JdbcConnectionPool.create(source);
        pool.setMaxConnections(MOST);
        readers = SqlArguments.h2(Jdbi.create(pool));
    }

    <T> T read(Function<Handle, T> body) { return readers.withHandle(body::apply); }

    /// Lets go of the connections; the database stays open.
    @Override
    public void close() { pool.dispose(); }
}
