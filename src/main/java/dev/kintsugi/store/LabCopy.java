package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.KeptFault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Copies sessions with all their rows into the transaction of a target, a few hundred rows at a time, and reads back
/// what was written. Numbers of rows are given anew. Used by one thread.
final class LabCopy {
    private static final String PAGE = " FETCH FIRST 500 ROWS ONLY";
    /// Tables whose key is a name and not a number.
    private static final Set<String> NAMED = Set.of("sessions", "event_log");
    private static final List<String> OF_A_SESSION = List.of("agent_state_snapshots", "system_metrics");

    private static final List<String> COUNTED = List.of("agent_interactions", "agent_state_snapshots",
            "system_metrics", "recovery_attempts a JOIN agent_interactions i ON i.id = a.interaction_id");

    private final SqlJournal from;
    private final Handle to;
    private final Map<String, Long> rows = new LinkedHashMap<>();
    private long lines;

    LabCopy(SqlJournal from, Handle to) {
        this.from = from;
        this.to = to;
    }

    long lines() { return lines; }

    Map<String, Long> rows() { return rows; }

    /// Throws a [Problem] when what was read back is not what was there.
    void session(Mover.Standing session) {
        insert("sessions", from.read(handle -> handle.createQuery("SELECT * FROM sessions WHERE id = ?")
                .bind(0, session.id()).map((row, context) -> Columns.of(row)).list()));
        pages("SELECT * FROM event_log WHERE session_id = ? AND first_sequence > ? ORDER BY first_sequence",
                "first_sequence", page -> insert("event_log", page), session.id());
        pages("SELECT * FROM agent_interactions WHERE session_id = ? AND id > ? ORDER BY id", "id", this::interactions,
                session.id());
        TurnCounts.arrived(to, new SessionId(session.id()));
        for (var table : OF_A_SESSION) {
            pages("SELECT * FROM " + table + " WHERE session_id = ? AND id > ? ORDER BY id", "id",
                    page -> insert(table, page), session.id());
        }
        check(session);
    }

    private interface Page {
        void write(List<Map<String, Object>> rows);
    }

    /// @param number the column by which the pages follow each other, bound behind all others
    private void pages(String sql, String number, Page each, Object... bound) {
        var after = 0L;
        while (true) {
            var last = after;
            var page = from.read(handle -> bound(handle.createQuery(sql + PAGE), bound).bind(bound.length, last)
                    .map((row, context) -> Columns.of(row)).list());
            if (page.isEmpty()) {
                return;
            }
            after = number(page.getLast(), number);
            each.write(page);
        }
    }

    private static Query bound(Query query, Object... values) {
        for (int i = 0; i < values.length; i++) {
            query.bind(i, values[i]);
        }
        return query;
    }

    private void interactions(List<Map<String, Object>> page) {
        var first = number(page.getFirst(), "id");
        var last = number(page.getLast(), "id");
        var old = page.stream().map(row -> number(row, "id")).toList();
        var ids = Columns.insertAll(to, "agent_interactions", numbered(page));
        count("agent_interactions", page.size());
        var attempts = from.read(handle -> handle
                .createQuery("SELECT * FROM recovery_attempts WHERE interaction_id BETWEEN ? AND ? ORDER BY id")
                .bind(0, first).bind(1, last).map((row, context) -> Columns.of(row)).list());
        var of = new ArrayList<Map<String, Object>>();
        for (var attempt : attempts) {
            var place = old.indexOf(number(attempt, "interaction_id"));
            if (place >= 0) {
                attempt.put("interaction_id", ids.get(place));
                of.add(attempt);
            }
        }
        insert("recovery_attempts", of);
    }

    /// What belongs to no session: measurements, the configurations of faults, and the number given last.
    ///
    /// @param alone whether the target held no session before: then its fault rows are the defaults, and give way
    /// @return names of fault rows that were left as the target had them
    List<String> rest(boolean alone) {
        var known = new HashSet<>(to.createQuery(
                "SELECT timestamp, metric_type, metric_value FROM system_metrics WHERE session_id IS NULL")
                .map((row, context) -> Columns.of(row)).list());
        pages("SELECT * FROM system_metrics WHERE session_id IS NULL AND id > ? ORDER BY id", "id",
                page -> insert("system_metrics", page.stream().filter(row -> !known.contains(measured(row))).toList()));
        var given = from.read(LabCopy::lastGiven);
        to.execute("UPDATE counters SET last_given = ? WHERE name = 'session'", Math.max(given, lastGiven(to)));
        return faults(alone);
    }

    private static Map<String, Object> measured(Map<String, Object> row) {
        var key = new LinkedHashMap<String, Object>();
        List.of("timestamp", "metric_type", "metric_value").forEach(column -> key.put(column, row.get(column)));
        return key;
    }

    private static long lastGiven(Handle handle) {
        return handle.createQuery("SELECT last_given FROM counters WHERE name = 'session'").mapTo(Long.class).one();
    }

    private List<String> faults(boolean alone) {
        var kept = new ArrayList<String>();
        var there = new LinkedHashMap<String, KeptFault>();
        FaultTable.all(to).forEach(fault -> there.put(fault.row().name(), fault));
        for (var row : from.read(handle -> handle.createQuery("SELECT * FROM failure_scenarios ORDER BY name")
                .map((each, context) -> Columns.of(each)).list())) {
            var name = String.valueOf(row.get("name"));
            if (alone || !there.containsKey(name)) {
                to.execute("DELETE FROM failure_scenarios WHERE name = ?", name);
                insert("failure_scenarios", new ArrayList<>(List.of(row)));
            } else if (!from.read(handle -> FaultTable.named(handle, name)).map(KeptFault::row)
                    .equals(Optional.of(there.get(name).row()))) {
                kept.add(name);
            }
        }
        return kept;
    }

    private void insert(String table, List<Map<String, Object>> page) {
        if (!page.isEmpty()) {
            Columns.insertAll(to, table, NAMED.contains(table) ? page : numbered(page));
            count(table, page.size());
        }
    }

    private void count(String table, int more) { rows.merge(table, (long) more, Long::sum); }

    /// The rows without their old numbers.
    private static List<Map<String, Object>> numbered(List<Map<String, Object>> page) {
        page.forEach(row -> row.remove("id"));
        return page;
    }

    private static long number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Number number ? number.longValue() : 0;
    }

    private void check(Mover.Standing session) {
        var walk = new ChainWalk();
        var id = new SessionId(session.id());
        Journal.Stretch.each(0, at -> JournalTables.lines(to, id, at, Journal.BATCHES), walk::line);
        lines += walk.sequence();
        if (!walk.endsAt(session.last(), session.head())
                || !from.read(counts(session.id())).equals(counts(session.id()).apply(to))) {
            throw new Problem("The lab was not moved", "session " + session.id() + " did not arrive as it was",
                    "Nothing was written. Check its export with: kintsugi verify", Problem.Exit.INTERNAL, null);
        }
    }

    private static Function<Handle, List<Long>> counts(String session) {
        return handle -> COUNTED.stream()
                .map(table -> handle.createQuery("SELECT COUNT(*) FROM " + table + " WHERE session_id = ?")
                        .bind(0, session).mapTo(Long.class).one())
                .toList();
    }
}
