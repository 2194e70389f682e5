package dev.kintsugi.store;

import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a table of a damaged H2 database in pieces: a piece that cannot be read is halved until the rows around the
/// damage stand alone. Used by one thread.
final class Piecewise {
    private static final Logger LOG = LoggerFactory.getLogger(Piecewise.class);
    private static final long PIECE = 2048;
    /// Questions that may fail before the rest of a table is given up: a bound on the time a wreck can take.
    private static final int PATIENCE = 20_000;

    private final Handle from;
    private final String table;
    private int patience = PATIENCE;

    Piecewise(Handle from, String table) {
        this.from = from;
        this.table = table;
    }

    /// Whether something could not be read.
    boolean damaged() { return patience < PATIENCE; }

    /// Hands on every row that can be read, by column name, in the order in which the rows were written.
    void rows(Consumer<Map<String, Object>> each) {
        var last = last();
        for (long start = 0; start <= last; start += PIECE) {
            piece(start, Math.min(last, start + PIECE - 1), each);
        }
    }

    private void piece(long first, long last, Consumer<Map<String, Object>> each) {
        if (patience <= 0) {
            return;
        }
        try {
            from.createQuery("SELECT * FROM " + table + " WHERE _ROWID_ BETWEEN ? AND ? ORDER BY _ROWID_")
                    .bind(0, first).bind(1, last).map((row, context) -> Columns.of(row)).list().forEach(each);
        } catch (Unwritten e) {
            throw e;
        } catch (RuntimeException e) {
            patience--;
            halve(first, last, each, e);
        }
    }

    private void halve(long first, long last, Consumer<Map<String, Object>> each, RuntimeException fault) {
        if (first == last) {
            LOG.debug("row {} of {} cannot be read: {}", first, table, fault.getMessage());
            return;
        }
        var middle = first + (last - first) / 2;
        piece(first, middle, each);
        piece(middle + 1, last, each);
    }

    /// The largest row number; when the page that holds it is damaged, the largest that can be told by probing.
    private long last() {
        try {
            return from.createQuery("SELECT COALESCE(MAX(_ROWID_), -1) FROM " + table).mapTo(Long.class).one();
        } catch (RuntimeException _) {
            patience--;
            var reach = 1L;
            while (reach < 1L << 22 && counted() >= reach) {
                reach *= 2;
            }
            return reach;
        }
    }

    private long counted() {
        try {
            return 4 * from.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one();
        } catch (RuntimeException _) {
            return 1L << 22;
        }
    }

    /// The fresh database refused a row: that is no fault of the wreck.
    static final class Unwritten extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unwritten(RuntimeException cause) { super(cause); }
    }
}
