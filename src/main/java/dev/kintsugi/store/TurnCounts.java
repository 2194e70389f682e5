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
/// A span is whole hours, then whole minutes, then whole seconds, and what is left of a second is counted turn by turn:
/// exact at any boundary, and never more than some hundred rows besides the hours.
final class TurnCounts {
    private static final int HOUR = 3_600_000;
    private static final int MINUTE = 60_000;
    private static final int SECOND = 1_000;
    private static final List<Integer> SPANS = List.of(HOUR, MINUTE, SECOND);
    private static final String LAB = "lab";
    /// Moments that no turn was ever at, and that every database can write.
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
    private static final String WHERE = " WHERE span_ms = ? AND begins_ms = ? AND status = ? AND failure_mode = ?"
            + " AND lab = ?";
    /// Everything from a moment on: the hours, the minutes before them, the seconds before those, and single turns.
    private static final String SINCE = counted("3600000", "hour", "") + counted("60000", "minute", "hour")
            + counted("1000", "second", "minute") + " UNION ALL SELECT status, COALESCE(failure_mode, ''), %1$s1,"
            + " %1$sprocessing_time_ms FROM agent_interactions WHERE timestamp >= :%2$s AND timestamp < :%2$s_whole";
    private static final String BETWEEN = "SELECT status, failure_mode, SUM(turns), SUM(processing_ms)"
            + " FROM (SELECT '' AS status, '' AS failure_mode, 0 AS turns, 0 AS processing_ms"
            + SINCE.formatted("", "since") + SINCE.formatted("-", "until") + ") counted GROUP BY status, failure_mode";

    private static String counted(String span, String from, String to) {
        return " UNION ALL SELECT status, failure_mode, %1$sturns, %1$sprocessing_ms FROM turn_counts WHERE span_ms = "
                + span + " AND begins_ms >= :%2$s_" + from
                + (to.isEmpty() ? "" : " AND begins_ms < :%2$s_" + to);
    }

    private TurnCounts() {}

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
        write(handle, handle
                .createQuery("SELECT timestamp, status, failure_mode, processing_time_ms FROM agent_interactions"
                        + " WHERE session_id = ?")
                .bind(0, session.value()).map((row, context) -> Turn.of(row)).list(), -1);
        handle.execute("DELETE FROM turn_counts WHERE turns = 0 AND processing_ms = 0 AND lab = ?", lab(handle));
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
                var begins = Math.floorDiv(turn.at.toEpochMilli(), span) * span;
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
            try (var sql = handle.prepareBatch("INSERT INTO turn_counts (turns, processing_ms, span_ms, begins_ms,"
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
        var second = ceil(moment, SECOND);
        sql.bind(name, moment).bind(name + "_whole", Instant.ofEpochMilli(second)).bind(name + "_second", second)
                .bind(name + "_minute", ceil(moment, MINUTE)).bind(name + "_hour", ceil(moment, HOUR));
    }

    /// The first beginning of a span that is not before the moment.
    private static long ceil(Instant moment, int span) {
        var ms = moment.toEpochMilli();
        var up = moment.equals(Instant.ofEpochMilli(ms)) ? ms : ms + 1;
        return Math.ceilDiv(up, span) * span;
    }

    private static Instant within(Instant moment) {
        return moment.isBefore(FIRST) ? FIRST : moment.isAfter(LAST) ? LAST : moment;
    }
}
