package dev.kintsugi.store;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.InteractionRow;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.KeptInteraction;
import dev.kintsugi.domain.store.SessionRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Reads the tables, and writes what belongs to no batch, inside the caller's transaction. The SQL is plain enough for
/// H2 and Postgres. Stateless.
final class JournalTables {
    private JournalTables() {}

    static List<SessionRow> sessions(Handle handle) {
        return handle.createQuery("SELECT * FROM sessions ORDER BY used_at DESC, ordinal DESC")
                .map((row, context) -> session(row)).list();
    }

    private static SessionRow session(ResultSet row) throws SQLException {
        return new SessionRow(new SessionId(row.getString("id")), row.getLong("ordinal"), row.getString("title"),
                moment(row, "created_at"), moment(row, "used_at"), row.getInt("turns"), row.getInt("injected"),
                row.getInt("recovered"), row.getBoolean("in_turn"));
    }

    static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /// The lines of so many rows of a session's log, from the one on that holds the line after a sequence.
    static Journal.Stretch lines(Handle handle, SessionId session, long after, int rows) {
        var read = handle
                .createQuery("SELECT first_sequence, last_sequence, lines FROM event_log WHERE session_id = :id AND"
                        + " last_sequence > :after AND first_sequence >= COALESCE((SELECT MAX(first_sequence) FROM"
                        + " event_log WHERE session_id = :id AND first_sequence <= :after + 1), 0)"
                        + " ORDER BY first_sequence FETCH FIRST :rows ROWS ONLY")
                .bind("id", session.value()).bind("after", after).bind("rows", rows)
                .map((row, context) -> new Row(row.getLong(1), row.getLong(2), row.getString(3))).list();
        return new Journal.Stretch(read.stream().flatMap(row -> row.after(after)).toList(),
                read.isEmpty() ? after : read.getLast().last);
    }

    /// A row of the log. Immutable.
    ///
    /// @param text the lines, joined by line feeds
    private record Row(long first, long last, String text) {
        Stream<String> after(long sequence) { return text.lines().skip(Math.max(0, sequence + 1 - first)); }
    }

    static Journal.Head head(Handle handle, SessionId session) {
        return handle.createQuery("SELECT last_sequence, head FROM sessions WHERE id = ?").bind(0, session.value())
                .map((row, context) -> new Journal.Head(row.getLong(1), row.getString(2))).findOne()
                .orElse(new Journal.Head(0, Chain.GENESIS));
    }

    /// Whether this very batch lies in the log already: asked when a commit's fate was unknown.
    static boolean has(Handle handle, Batch batch) {
        return handle
                .createQuery("SELECT COUNT(*) FROM event_log WHERE session_id = ? AND first_sequence = ? AND head = ?")
                .bind(0, batch.id().value()).bind(1, batch.first()).bind(2, batch.hash()).mapTo(Long.class).one() == 1;
    }

    static long nextOrdinal(Handle handle) {
        handle.execute("UPDATE counters SET last_given = last_given + 1 WHERE name = 'session'");
        return handle.createQuery("SELECT last_given FROM counters WHERE name = 'session'").mapTo(Long.class).one();
    }

    static void delete(Handle handle, SessionId session) {
        TurnCounts.forget(handle, session);
        for (var table : List.of("event_log", "agent_interactions", "agent_state_snapshots", "system_metrics")) {
            handle.execute("DELETE FROM " + table + " WHERE session_id = ?", session.value());
        }
        handle.execute("DELETE FROM sessions WHERE id = ?", session.value());
    }

    static List<KeptInteraction> interactions(Handle handle, SessionId session, long offset, int limit) {
        return handle
                .createQuery("SELECT * FROM agent_interactions WHERE session_id = ? ORDER BY turn, id"
                        + " OFFSET ? ROWS FETCH FIRST ? ROWS ONLY")
                .bind(0, session.value()).bind(1, offset).bind(2, limit)
                .map((row, context) -> new KeptInteraction(row.getLong("id"), interaction(row))).list();
    }

    static long interactions(Handle handle, SessionId session) {
        return handle.createQuery("SELECT COUNT(*) FROM agent_interactions WHERE session_id = ?")
                .bind(0, session.value()).mapTo(Long.class).one();
    }

    private static InteractionRow interaction(ResultSet row) throws SQLException {
        return new InteractionRow(moment(row, "timestamp"), text(row, "request_data"), text(row, "response_data"),
                row.getString("status"), row.getString("natural_status"), row.getString("failure_mode"),
                row.getBoolean("failure_injection_applied"), text(row, "natural_response"),
                row.getLong("processing_time_ms"), row.getInt("token_count"), text(row, "model_used"),
                row.getString("delivered_status"), row.getString("outcome"), row.getInt("turn"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    /// Writes something that changes nothing: can the store be written?
    static void probe(Handle handle) {
        handle.execute("UPDATE counters SET last_given = last_given WHERE name = 'session'");
    }
}
