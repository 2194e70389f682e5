package dev.kintsugi.store;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/// Puts what was written ahead into the tables, inside the caller's transaction, in order. Used by the writer's thread.
///
/// It takes nothing on trust: what the tables hold already is passed over, and what does not go on where they end (since
/// they were damaged and lost a piece) is kept apart.
final class Drain {
    private static final String MARK = "written_ahead";

    private final Handle handle;
    private final Apart apart;
    private final Map<SessionId, Long> heads = new HashMap<>();
    private final List<Batch> batches = new ArrayList<>();

    Drain(Handle handle, Apart apart) {
        this.handle = handle;
        this.apart = apart;
    }

    /// The position up to which everything is in the tables, if they know.
    static OptionalLong mark(Handle handle) {
        return handle.createQuery("SELECT last_given FROM counters WHERE name = ?").bind(0, MARK).mapTo(Long.class)
                .findOne().map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /// Writes the position, in the transaction of the rows.
    static void mark(Handle handle, long position) {
        if (handle.execute("UPDATE counters SET last_given = ? WHERE name = ?", position, MARK) == 0) {
            handle.execute("INSERT INTO counters (name, last_given) VALUES (?, ?)", MARK, position);
        }
    }

    /// How a batch goes in: with all that its lines project to, without, or not at all.
    enum How {
        WHOLE, BARE, APART
    }

    void write(List<Written> all, How how) {
        for (var each : all) {
            switch (each) {
                case Written.Appended(var batch) -> append(batch, how);
                case Written.Deleted(var session) -> {
                    flush();
                    JournalTables.delete(handle, session);
                    heads.put(session, 0L);
                }
            }
        }
        flush();
    }

    private static Batch bare(Batch batch) {
        return new Batch(batch.id(), batch.turn(), batch.first(), batch.lines(), batch.hash(), batch.session(), null,
                List.of(), List.of(), List.of());
    }

    private void append(Batch batch, How how) {
        long head = heads.computeIfAbsent(batch.id(), id -> JournalTables.head(handle, id).sequence());
        if (batch.first() == head + 1 && how != How.APART) {
            batches.add(how == How.BARE ? bare(batch) : batch);
            heads.put(batch.id(), batch.last());
        } else if (batch.last() > head) {
            keep(batch.lines());
        }
    }

    private void keep(List<String> lines) {
        try {
            apart.keep(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flush() {
        if (!batches.isEmpty()) {
            BatchTables.write(handle, batches);
            batches.clear();
        }
    }
}
