package dev.kintsugi.store;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Salts;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.FailureAnalytics;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/// Keeps the running counts of concluded turns, inside the caller's transaction, and adds them up. The SQL is plain
/// enough for H2 and Postgres. Stateless.
///
/// A stretch of time is cut into spans of four lengths, and what is left of a second is counted turn by turn: exact at
/// any boundary, and some hundred rows however many turns there are.
final class TurnCounts {
    /// Seconds of the spans, the shortest first: each is a hundred of the one before, the last are eleven days and a half.
    private static final List<Integer> SPANS = List.of(1, 100, 10_000, 1_000_000);
    private static final String LAB = "lab";
    /// Moments that no turn was ever at, and that every database can write.
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
    private static final String WHERE = " WHERE span_s = ? AND begins_s = ? AND status = ? AND failure_mode = ?"
            + " AND lab = ?";
    /// Everything from a moment on: the longest spans, the shorter ones before them, and single turns before those.
    private static final String SINCE = spans() + " UNION ALL SELECT status, COALESCE(failure_mode, ''), %1$s1,"
            + " %1$sprocessing_time_ms FROM agent_interactions WHERE timestamp >= :%2$s AND timestamp < :%2$s_whole";
    private static final String BETWEEN = "SELECT status, failure_mode, SUM(turns), SUM(processing_ms)"
            + " FROM (SELECT '' AS status, '' AS failure_mode, 0 AS turns, 0 AS processing_ms"
            + SINCE.formatted("", "since") + SINCE.formatted("-", "until") + ") counted GROUP BY status, failure_mode";

    private TurnCounts() {}

    private static String spans() {
        var sql = new StringBuilder();
        for (int i = 0; i < SPANS.size(); i++) {
            sql.append(
                    " UNION ALL SELECT status, failure_mode, %1$sturns, %1$sprocessing_ms FROM turn_counts WHERE span_s = ")
                    .append(SPANS.get(i)).append(" AND begins_s >= :%2$s_").append(SPANS.get(i));
            if (i + 1 < SPANS.size()) {
                sql.append(" AND begins_s < :%2$s_").append(SPANS.get(i + 1));
            }
        }
        return sql.toString();
    }

    /// What is counted together. Ordered, so that two labs ask for the same rows in the same order.
    private record Bucket(int span, long begins, String status, String mode) implements Comparable<Bucket> {
        private static final Comparator<Bucket> ORDER = Comparator.comparingInt(Bucket::span)
                .thenComparingLong(Bucket::begins).thenComparing(Bucket::status).thenComparing(Bucket::mode);

        @Override
        public int compareTo(Bucket other) { return ORDER.compare(this, other); }
    }

    private record Turn(Instant at, String status, @Nullable String mode, long processingMs) {
        static Turn of(ResultSet row) throws SQLException {
            return new Turn(JournalTables.moment(row, "timestamp"), row.getString("status"),
                    row.getString("failure_mode"), row.getLong("processing_time_ms"));
        }
    }

    private record Count(long turns, long processingMs) {
        Count plus(Count other) { return new Count(turns + other.turns, processingMs + other.processingMs); }
    }

    /// Counts the turns that these batches conclude.
    static void count(Handle handle, List<Batch> batches) {
        var turns = new ArrayList<Turn>();
        for (var batch : batches) {
            var row = batch.interaction();
            if (row != null) {
                turns.add(new Turn(row.timestamp(), row.status(), row.failureMode(), row.processingMs()));
            }
        }
        write(handle, turns, 1);
    }

    /// Takes off the turns of a session that is about to be deleted.
    static void forget(Handle handle, SessionId session) {
        write(handle, turns(handle, session), -1);
        handle.execute("DELETE FROM turn_counts WHERE turns = 0 AND processing_ms = 0 AND lab = ?", lab(handle));
    }

    /// Counts the turns of a session that was copied from elsewhere.
    static void arrived(Handle handle, SessionId session) { write(handle, turns(handle, session), 1); }

    private static List<Turn> turns(Handle handle, SessionId session) {
        return handle
                .createQuery("SELECT timestamp, status, failure_mode, processing_time_ms FROM agent_interactions"
                        + " WHERE session_id = ?")
                .bind(0, session.value()).map((row, context) -> Turn.of(row)).list();
    }

    /// Counts all over again: for tables that were filled from elsewhere.
    static void recount(Handle handle) {
        handle.execute("DELETE FROM turn_counts");
        write(handle, handle.createQuery(
                "SELECT timestamp, status, failure_mode, processing_time_ms FROM agent_interactions")
                .map((row, context) -> Turn.of(row)).list(), 1);
    }

    private static void write(Handle handle, List<Turn> turns, int sign) {
        var counts = new TreeMap<Bucket, Count>();
        for (var turn : turns) {
            for (int span : SPANS) {
                var begins = Math.floorDiv(turn.at.getEpochSecond(), span) * span;
                counts.merge(new Bucket(span, begins, turn.status, turn.mode == null ? "" : turn.mode),
                        new Count(sign, sign * turn.processingMs), Count::plus);
            }
        }
        if (!counts.isEmpty()) {
            write(handle, counts);
        }
    }

    private static void write(Handle handle, TreeMap<Bucket, Count> counts) {
        var lab = lab(handle);
        var buckets = List.copyOf(counts.entrySet());
        var fresh = new ArrayList<Map.Entry<Bucket, Count>>();
        try (var sql = handle.prepareBatch(
                "UPDATE turn_counts SET turns = turns + ?, processing_ms = processing_ms + ?" + WHERE)) {
            buckets.forEach(each -> bind(sql, each, lab));
            var changed = sql.execute();
            for (int i = 0; i < changed.length; i++) {
                if (changed[i] == 0) {
                    fresh.add(buckets.get(i));
                }
            }
        }
        if (!fresh.isEmpty()) {
            try (var sql = handle.prepareBatch("INSERT INTO turn_counts (turns, processing_ms, span_s, begins_s,"
                    + " status, failure_mode, lab) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                fresh.forEach(each -> bind(sql, each, lab));
                sql.execute();
            }
        }
    }

    private static void bind(PreparedBatch sql, Map.Entry<Bucket, Count> each, String lab) {
        var bucket = each.getKey();
        sql.bind(0, each.getValue().turns).bind(1, each.getValue().processingMs).bind(2, bucket.span)
                .bind(3, bucket.begins).bind(4, bucket.status).bind(5, bucket.mode).bind(6, lab).add();
    }

    /// The name under which the one that writes on this connection counts.
    private static String lab(Handle handle) {
        if (handle.getConfig(SqlStatements.class).getAttribute(LAB) instanceof String known) {
            return known;
        }
        var name = Salts.random().salt(0, 0).substring(0, 16);
        handle.define(LAB, name);
        return name;
    }

    static FailureAnalytics between(Handle handle, Instant since, Instant until) {
        try (var sql = handle.createQuery(BETWEEN)) {
            edge(sql, "since", within(since));
            edge(sql, "until", within(until).isBefore(within(since)) ? within(since) : within(until));
            var failures = new HashMap<String, Long>();
            var statuses = new HashMap<String, Long>();
            var all = sql.reduceRows(new Count(0, 0), (sum, row) -> {
                var count = new Count(row.getColumn(3, Long.class), row.getColumn(4, Long.class));
                add(statuses, row.getColumn(1, String.class), count.turns);
                add(failures, row.getColumn(2, String.class), count.turns);
                return sum.plus(count);
            });
            return new FailureAnalytics(failures, statuses, all.turns, all.processingMs);
        }
    }

    private static void add(Map<String, Long> counts, String name, long turns) {
        if (turns != 0 && !name.isEmpty()) {
            counts.merge(name, turns, Long::sum);
        }
    }

    private static void edge(Query sql, String name, Instant moment) {
        var second = moment.getNano() == 0 ? moment.getEpochSecond() : moment.getEpochSecond() + 1;
        sql.bind(name, moment).bind(name + "_whole", Instant.ofEpochSecond(second));
        SPANS.forEach(span -> sql.bind(name + "_" + span, Math.ceilDiv(second, span) * span));
    }

    private static Instant within(Instant moment) {
        return moment.isBefore(FIRST) ? FIRST : moment.isAfter(LAST) ? LAST : moment;
    }
}
