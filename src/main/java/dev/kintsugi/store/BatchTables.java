package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.InteractionRow;
import dev.kintsugi.domain.store.MetricRow;
import dev.kintsugi.domain.store.RecoveryRow;
import dev.kintsugi.domain.store.SessionRow;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Writes batches of many sessions into the tables, table by table, inside the caller's transaction. The SQL is plain
/// enough for H2 and Postgres. Stateless.
final class BatchTables {
    private static final String NEW_SESSION = "INSERT INTO sessions (ordinal, title, created_at, used_at, turns,"
            + " injected, recovered, in_turn, last_sequence, head, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String KNOWN_SESSION = "UPDATE sessions SET ordinal = ?, title = ?, created_at = ?,"
            + " used_at = ?, turns = ?, injected = ?, recovered = ?, in_turn = ?, last_sequence = ?, head = ?"
            + " WHERE id = ? AND last_sequence = ?";
    private static final String EVENTS = "INSERT INTO event_log (session_id, first_sequence, last_sequence, turn, head,"
            + " lines) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String INTERACTION = "INSERT INTO agent_interactions (session_id, turn, timestamp,"
            + " request_data, response_data, status, natural_status, delivered_status, outcome, failure_mode,"
            + " failure_injection_applied, natural_response, processing_time_ms, token_count, model_used)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String ATTEMPT = "INSERT INTO recovery_attempts (interaction_id, recovery_strategy,"
            + " attempt_number, timestamp, success, recovery_data, notes) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String SNAPSHOT = "INSERT INTO agent_state_snapshots (session_id, snapshot_type, state_data,"
            + " timestamp) VALUES (?, ?, ?, ?)";
    private static final String METRIC = "INSERT INTO system_metrics (session_id, timestamp, metric_type, metric_value,"
            + " threshold_value, exceeded_threshold, metric_metadata) VALUES (?, ?, ?, ?, ?, ?, ?)";
    /// What DECIMAL(10, 2) holds. A measurement too large is cut to it: it must never cost a turn.
    private static final long LARGEST = 9_999_999_999L;

    private BatchTables() {}

    /// Writes all of them, those of a session in their order. Throws a [Problem] when one does not continue its session.
    static void write(Handle handle, List<Batch> batches) {
        var spans = Span.of(batches);
        begin(handle, spans.stream().filter(span -> span.before == 0).toList());
        carryOn(handle, spans.stream().filter(span -> span.before != 0).toList());
        events(handle, batches);
        interactions(handle, batches.stream().filter(b -> b.interaction() != null).toList());
        TurnCounts.count(handle, batches);
        snapshots(handle, batches);
        metrics(handle, batches);
    }

    /// Batches of one session that follow each other.
    ///
    /// @param before the sequence that the first of them continues
    private record Span(long before, Batch last) {
        static List<Span> of(List<Batch> batches) {
            var spans = new LinkedHashMap<SessionId, Span>();
            for (var batch : batches) {
                spans.merge(batch.id(), new Span(batch.first() - 1, batch), Span::then);
            }
            return List.copyOf(spans.values());
        }

        private Span then(Span next) {
            if (next.before != last.last()) {
                throw Troubles.notContinued(next.last);
            }
            return new Span(before, next.last);
        }
    }

    private static void begin(Handle handle, List<Span> spans) {
        try (var sql = handle.prepareBatch(NEW_SESSION)) {
            spans.forEach(span -> session(sql, span.last).add());
            execute(sql);
        } catch (JdbiException e) {
            throw spans.size() == 1 && Troubles.taken(e) ? Troubles.notContinued(spans.getFirst().last) : e;
        }
    }

    private static void carryOn(Handle handle, List<Span> spans) {
        try (var sql = handle.prepareBatch(KNOWN_SESSION)) {
            spans.forEach(span -> session(sql, span.last).bind(11, span.before).add());
            var changed = spans.isEmpty() ? new int[0] : sql.execute();
            for (int i = 0; i < changed.length; i++) {
                if (changed[i] == 0) {
                    throw Troubles.notContinued(spans.get(i).last);
                }
            }
        }
    }

    private static PreparedBatch session(PreparedBatch sql, Batch batch) {
        SessionRow row = batch.session();
        return sql.bind(0, row.ordinal()).bind(1, row.title()).bind(2, row.created()).bind(3, row.used())
                .bind(4, row.turns()).bind(5, row.injected()).bind(6, row.recovered()).bind(7, row.open())
                .bind(8, batch.last()).bind(9, batch.hash()).bind(10, batch.id().value());
    }

    private static void events(Handle handle, List<Batch> batches) {
        try (var sql = handle.prepareBatch(EVENTS)) {
            for (var batch : batches) {
                sql.bind(0, batch.id().value()).bind(1, batch.first()).bind(2, batch.last()).bind(3, batch.turn())
                        .bind(4, batch.hash()).bind(5, String.join("\n", batch.lines())).add();
            }
            execute(sql);
        }
    }

    private static void interactions(Handle handle, List<Batch> batches) {
        var tried = batches.stream().filter(b -> !b.attempts().isEmpty()).toList();
        try (var sql = handle.prepareBatch(INTERACTION)) {
            batches.stream().filter(b -> b.attempts().isEmpty()).forEach(batch -> interaction(sql, batch));
            execute(sql);
        }
        if (!tried.isEmpty()) {
            try (var sql = handle.prepareBatch(INTERACTION)) {
                tried.forEach(batch -> interaction(sql, batch));
                attempts(handle, tried, sql.executePreparedBatch("id").mapTo(Long.class).list());
            }
        }
    }

    private static void interaction(PreparedBatch sql, Batch batch) {
        InteractionRow row = batch.interaction();
        if (row != null) {
            sql.bind(0, batch.id().value()).bind(1, row.turn()).bind(2, row.timestamp())
                    .bind(3, new Json(row.request())).bind(4, new Json(row.response())).bind(5, row.status())
                    .bind(6, row.naturalStatus()).bind(7, row.deliveredStatus()).bind(8, row.outcome())
                    .bind(9, row.failureMode()).bind(10, row.injected()).bind(11, row.naturalResponse())
                    .bind(12, row.processingMs()).bind(13, row.tokens()).bind(14, row.model()).add();
        }
    }

    private static void attempts(Handle handle, List<Batch> batches, List<Long> interactions) {
        try (var sql = handle.prepareBatch(ATTEMPT)) {
            for (int i = 0; i < batches.size(); i++) {
                for (RecoveryRow row : batches.get(i).attempts()) {
                    sql.bind(0, interactions.get(i)).bind(1, row.strategy()).bind(2, row.attempt())
                            .bind(3, row.timestamp()).bind(4, row.success()).bind(5, new Json(row.data()))
                            .bind(6, row.notes()).add();
                }
            }
            execute(sql);
        }
    }

    private static void snapshots(Handle handle, List<Batch> batches) {
        try (var sql = handle.prepareBatch(SNAPSHOT)) {
            for (var batch : batches) {
                batch.snapshots().forEach(row -> sql.bind(0, batch.id().value()).bind(1, row.type())
                        .bind(2, new Json(row.state())).bind(3, row.timestamp()).add());
            }
            execute(sql);
        }
    }

    private static void metrics(Handle handle, List<Batch> batches) {
        try (var sql = handle.prepareBatch(METRIC)) {
            batches.forEach(batch -> batch.metrics().forEach(row -> metric(sql, batch.id().value(), row)));
            execute(sql);
        }
    }

    /// Writes a measurement that belongs to no session.
    static void measured(Handle handle, MetricRow row) {
        try (var sql = handle.prepareBatch(METRIC)) {
            metric(sql, null, row);
            execute(sql);
        }
    }

    private static void metric(PreparedBatch sql, @Nullable String session, MetricRow row) {
        sql.bind(0, session).bind(1, row.timestamp()).bind(2, row.type()).bind(3, decimal(row.value()))
                .bind(4, decimal(row.threshold())).bind(5, row.exceeded()).bind(6, new Json(row.metadata())).add();
    }

    private static BigDecimal decimal(long hundredths) {
        return BigDecimal.valueOf(Math.clamp(hundredths, -LARGEST, LARGEST), 2);
    }

    private static void execute(PreparedBatch sql) {
        if (sql.size() > 0) {
            sql.execute();
        }
    }
}
