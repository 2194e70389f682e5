package dev.kintsugi.lab.log;

import dev.kintsugi.domain.store.InteractionRow;
import dev.kintsugi.domain.store.MetricRow;
import dev.kintsugi.domain.store.RecoveryRow;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.domain.store.SnapshotRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows written in the same transaction as the events they come from. Immutable.
public record Projection(SessionRow session, @Nullable InteractionRow interaction, List<RecoveryRow> attempts,
        List<SnapshotRow> snapshots, List<MetricRow> metrics) {
    /// Only the session's row.
    public static Projection of(SessionRow session) {
        return new Projection(session, null, List.of(), List.of(), List.of());
    }
}
