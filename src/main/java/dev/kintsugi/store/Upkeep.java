package dev.kintsugi.store;

import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jdbi.v3.core.Handle;

/// Gives back to the disk what H2 no longer needs: in short slices while nothing is to be written, and on close. Used
/// by the writer's thread only.
///
/// With a write delay of zero H2 runs no housekeeping of its own, so that this is the only one.
final class Upkeep {
    /// For a database in memory.
    static final Upkeep NONE = new Upkeep(Integer.MAX_VALUE, Long.MAX_VALUE);
    private static final int SLICE_MS = 100;
    /// Up to this size a full copy takes a second or two; above it closing compacts for two seconds at most.
    private static final long SMALL = 128L << 20;

    private final int ticks;
    private final long growth;
    private int idle;
    private long settled;

    /// @param ticks  how many idle ticks in a row before compaction begins
    /// @param growth bytes the file must have grown since the last compaction; a quarter of it in any case
    Upkeep(int ticks, long growth) {
        this.ticks = ticks;
        this.growth = growth;
    }

    /// About two seconds without a write, and 4 MiB more than after the last compaction.
    static Upkeep standard() { return new Upkeep(8, 4 << 20); }

    void opened(long size) {
        settled = Math.min(settled == 0 ? size : settled, size);
        idle = 0;
    }

    void idle(Handle handle, DataFolder folder, BooleanSupplier busy) {
        idle++;
        if (idle < ticks || !grown(folder.size())) {
            return;
        }
        var store = store(handle);
        store.setReuseSpace(true);
        for (long before = folder.size() + 1; folder.size() < before && !busy.getAsBoolean();) {
            before = folder.size();
            store.compactFile(SLICE_MS);
        }
        appendOnly(handle);
        // The newest chunk may lie in the middle now: one more at the end, and a kill finds it.
        handle.useTransaction(JournalTables::probe);
        if (!busy.getAsBoolean()) {
            settled = folder.size();
        }
        idle = 0;
    }

    /// Keeps H2 (seen with 2.5.252) from writing into gaps of the file: the header that it writes for such a chunk names
    /// the one before it, so that after a kill up to twenty acknowledged commits were not found again. A chunk at the end
    /// always is. The gaps are closed while nothing is to be written.
    static void appendOnly(Handle handle) { store(handle).setReuseSpace(false); }

    /// Has the operating system put everything that was committed on the disk.
    static void force(Handle handle) { store(handle).sync(); }

    private boolean grown(long size) { return size - settled > Math.max(growth, settled / 4); }

    /// Closes the database: compacted whole when it is small and grew, for a bounded time otherwise.
    void close(Handle handle, long size) {
        var all = size > settled && size <= SMALL;
        if (size > 0) {
            store(handle).setReuseSpace(true);
        }
        H2Shutdown.run(handle, all ? "SHUTDOWN COMPACT" : "SHUTDOWN");
    }

    private static MVStore store(Handle handle) {
        try {
            var session = handle.getConnection().unwrap(JdbcConnection.class).getSession();
            return ((SessionLocal) session).getDatabase().getStore().getMvStore();
        } catch (SQLException e) {
            throw new IllegalStateException("the writer's connection is H2's own", e);
        }
    }
}
