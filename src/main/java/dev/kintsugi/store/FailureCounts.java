package dev.kintsugi.store;

import dev.kintsugi.domain.store.FailureAnalytics;
import java.time.Instant;
import java.util.HashMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Counts concluded turns by status and failure mode. The SQL is plain enough for H2 and Postgres. Stateless.
final class FailureCounts {
    /// Moments that no turn was ever at, and that every database can write.
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private FailureCounts() {}

    static FailureAnalytics between(Handle handle, Instant since, Instant until) {
        var rows = handle
                .createQuery("SELECT status, failure_mode, COUNT(*), SUM(processing_time_ms) FROM agent_interactions"
                        + " WHERE timestamp >= ? AND timestamp < ? GROUP BY status, failure_mode")
                .bind(0, within(since)).bind(1, within(until))
                .map((row, context) -> new Row(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)))
                .list();
        var failures = new HashMap<String, Long>();
        var statuses = new HashMap<String, Long>();
        for (var row : rows) {
            statuses.merge(row.status, row.turns, Long::sum);
            if (row.mode != null) {
                failures.merge(row.mode, row.turns, Long::sum);
            }
        }
        return new FailureAnalytics(failures, statuses, rows.stream().mapToLong(Row::turns).sum(),
                rows.stream().mapToLong(Row::processingMs).sum());
    }

    private static Instant within(Instant moment) {
        return moment.isBefore(FIRST) ? FIRST : moment.isAfter(LAST) ? LAST : moment;
    }

    private record Row(String status, @Nullable String mode, long turns, long processingMs) {}
}
