package dev.kintsugi.domain.store;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is written in one transaction: lines of one session that follow each other, and what they project to. Immutable.
///
/// @param first       sequence of the first line
/// @param lines       canonical lines
/// @param hash        hash of the last line
/// @param session     how the session now looks in a list
/// @param interaction the row of a concluded turn
/// @param attempts    rows of what recovery did in it
/// @param snapshots   rows of state to keep
/// @param metrics     measurements taken at the turn
/// @param entries     what stands on the lines, for who follows the log as it is written; none when it was read back
public record Batch(SessionId id, int turn, long first, List<String> lines, String hash, SessionRow session,
        @Nullable InteractionRow interaction, List<RecoveryRow> attempts, List<SnapshotRow> snapshots,
        List<MetricRow> metrics, List<Entry> entries) {
    public Batch {
        lines = List.copyOf(lines);
        attempts = List.copyOf(attempts);
        snapshots = List.copyOf(snapshots);
        metrics = List.copyOf(metrics);
        entries = List.copyOf(entries);
    }

    /// One that was read back.
    public Batch(SessionId id, int turn, long first, List<String> lines, String hash, SessionRow session,
            @Nullable InteractionRow interaction, List<RecoveryRow> attempts, List<SnapshotRow> snapshots,
            List<MetricRow> metrics) {
        this(id, turn, first, lines, hash, session, interaction, attempts, snapshots, metrics, List.of());
    }

    public long last() { return first + lines.size() - 1; }
}
