package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An H2 database in a folder or in memory. Written by one thread, read by many.
final class H2Database implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(H2Database.class);
    private static final AtomicLong IN_MEMORY = new AtomicLong();
    /// Each commit goes to the operating system at once: H2's default loses acknowledged rows with the process.
    /// Texts lie in their row (H2 keeps a thread for the others that outlives the database), and pages are packed: a turn
    /// takes a third of the room. H2's own trace file and exit hook are off: the lab logs and closes itself.
    /// The statements of a commit are more than the eight that H2 keeps parsed.
    private static final String SETTINGS = ";WRITE_DELAY=0;COMPRESS=TRUE;MAX_LENGTH_INPLACE_LOB=268435456;TRACE_LEVEL_FILE=0"
            + ";DB_CLOSE_ON_EXIT=FALSE;MAX_COMPACT_TIME=2000;QUERY_CACHE_SIZE=64";

    private final @Nullable H2File file;
    private final String url;
    private final Upkeep upkeep;
    /// Readers pass it together; whoever opens or shuts the database passes it alone.
    private final ReentrantReadWriteLock door = new ReentrantReadWriteLock();
    private volatile @Nullable Handle writer;
    private volatile @Nullable H2Readers readers;
    private volatile @Nullable Throwable damage;
    private volatile @Nullable Problem repaired;
    private volatile int generation;
    private volatile int openings;
    private volatile @Nullable WriteAhead ahead;

    private H2Database(@Nullable H2File file, String url, Upkeep upkeep) {
        this.file = file;
        this.url = url;
        this.upkeep = upkeep;
    }

    /// Opens the database of a folder; a damaged one is set aside and what can be read of it is saved.
    static H2Database in(DataFolder folder, String scheme, Upkeep upkeep) {
        var file = new H2File(folder, scheme);
        var database = new H2Database(file, file.url(), upkeep);
        try {
            database.open();
            return database;
        } catch (RuntimeException e) {
            throw database.explain(e);
        }
    }

    /// A new, empty database that is gone when it is closed.
    static H2Database inMemory() {
        var database = new H2Database(null, "jdbc:h2:mem:kintsugi-" + IN_MEMORY.incrementAndGet(), Upkeep.NONE);
        database.open();
        return database;
    }

    static JdbcDataSource source(String url) {
        var source = new JdbcDataSource();
        source.setURL(url);
        source.setUser("sa");
        source.setPassword("");
        return source;
    }

    /// A connection as the lab wants one, which makes a database where there is none.
    static Handle connect(String url) { return SqlArguments.h2(Jdbi.create(source(url + SETTINGS))).open(); }

    private Handle open() {
        var held = writer;
        if (held != null && damage == null) {
            return held;
        }
        door.writeLock().lock();
        try {
            return openAgain();
        } finally {
            door.writeLock().unlock();
        }
    }

    private Handle openAgain() {
        var handle = file == null ? fresh() : opened(file);
        readers = new H2Readers(source(url + ";IFEXISTS=TRUE"));
        writer = handle;
        openings++;
        upkeep.opened(size());
        return handle;
    }

    private Handle fresh() {
        var handle = connect(url);
        Migrations.createForOnce(handle);
        return handle;
    }

    private Handle opened(H2File from) {
        if (openings > 0 && !from.isThere()) {
            throw Troubles.gone(from.folder().file());
        }
        if (damage != null) {
            shut();
            repaired(from.save());
            damage = null;
        }
        var now = from.open();
        if (now.repaired() != null) {
            repaired(now.repaired());
        }
        return now.handle();
    }

    private void repaired(Problem how) {
        repaired = how;
        generation++;
    }

    @Override
    public void transaction(Consumer<Handle> body) {
        var handle = open();
        if (file != null && !file.isThere()) {
            throw new MissingFile();
        }
        handle.useTransaction(body::accept);
    }

    /// Runs a reading body on a connection that nobody else has meanwhile. Any thread may; it never opens the database by itself.
    <T> T read(Function<Handle, T> body) {
        door.readLock().lock();
        try {
            var held = readers;
            if (held == null) {
                throw new Closed();
            }
            return held.read(body);
        } finally {
            door.readLock().unlock();
        }
    }

    /// Asks for a repair before the next transaction. What was found before the last repair counts no more.
    void damaged(Throwable fault, int when) {
        if (when == generation && file != null) {
            LOG.warn("{} is damaged", place(), fault);
            damage = fault;
        }
    }

    /// How often the database was repaired since it was opened.
    int generation() { return generation; }

    /// How often it was opened.
    int openings() { return openings; }

    @Override
    public boolean troubled(Throwable fault) { return !Troubles.ofTheData(fault); }

    @Override
    public void drop(Throwable fault) {
        if (!(fault instanceof MissingFile)) {
            if (Troubles.damaged(fault)) {
                damaged(fault, generation);
            }
            shut();
        }
    }

    private void shut() {
        door.writeLock().lock();
        try {
            var held = letGo();
            if (held != null) {
                H2Shutdown.immediately(held);
            }
        } finally {
            door.writeLock().unlock();
        }
    }

    @Override
    public Problem explain(Throwable fault) {
        return fault instanceof MissingFile && file != null
                ? Troubles.gone(file.folder().file())
                : Troubles.explain(fault, place());
    }

    /// What was found damaged and what was saved, if anything was.
    Optional<Problem> repaired() { return Optional.ofNullable(repaired); }

    @Override
    public String place() { return file == null ? "memory" : file.folder().file().toString(); }

    private long size() { return file == null ? 0 : file.folder().size(); }

    /// From now on these tables follow a file.
    void follow(WriteAhead written) { ahead = written; }

    /// Has everything that was committed on the disk. For the writer's thread.
    void force() {
        var held = writer;
        if (held != null && file != null) {
            Upkeep.force(held);
        }
    }

    @Override
    public void idle(BooleanSupplier busy) {
        var followed = ahead;
        var peace = followed == null || followed.rest(this, busy);
        var held = writer;
        if (peace && held != null && file != null) {
            upkeep.idle(held, file.folder(), busy);
        }
    }

    @Override
    public void close() {
        door.writeLock().lock();
        try {
            closeInOrder();
        } finally {
            door.writeLock().unlock();
            if (file != null) {
                file.folder().close();
            }
        }
    }

    /// From now on nobody reads or writes. What is left is the connection that can shut the database.
    private @Nullable Handle letGo() {
        var held = writer;
        writer = null;
        var reading = readers;
        if (reading != null) {
            reading.close();
            readers = null;
        }
        return held;
    }

    private void closeInOrder() {
        var held = letGo();
        if (held != null) {
            try {
                upkeep.close(held, size());
            } catch (RuntimeException e) {
                LOG.warn("{} was not closed in order; the next start sees to it", place(), e);
                H2Shutdown.immediately(held);
            }
        }
    }

    /// The database is shut for the moment.
    static final class Closed extends IllegalStateException {
        private static final long serialVersionUID = 1L;
    }

    /// The file was moved or deleted under an open database, whose connection still works and is kept.
    private static final class MissingFile extends IllegalStateException {
        private static final long serialVersionUID = 1L;
    }
}
