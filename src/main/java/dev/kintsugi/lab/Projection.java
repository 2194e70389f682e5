package dev.kintsugi.lab;

import dev.kintsugi.domain.store.InteractionRow;
import dev.kintsugi.domain.store.MetricRow;
import dev.kintsugi.domain.store.RecoveryRow;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.domain.store.SnapshotRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows written in the same transaction as the events they come from. Immutable.
record Projection(SessionRow session, @Nullable InteractionRow interaction, List<RecoveryRow> attempts,
        List<SnapshotRow> snapshots, List<MetricRow> metrics) {
    static Projection of(SessionRow session) { return new Projection(session, null, List.of(), List.of(), List.of()); }
}
