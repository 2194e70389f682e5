package dev.kintsugi.store;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Salts;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.InteractionRow;
import dev.kintsugi.domain.store.MetricRow;
import dev.kintsugi.domain.store.RecoveryRow;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.domain.store.SnapshotRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A session that writes itself: chained batches and their rows, the same on every run.
final class Rows {
    static final Instant START = Instant.parse("2026-03-29T00:59:59.123Z");

    final SessionId id;
    private final Chain chain;
    private final long ordinal;
    private long sequence;
    private int turn;

    Rows(String id) { this(id, 1); }

    Rows(String id, long ordinal) {
        this.ordinal = ordinal;
        this.id = new SessionId(id);
        this.chain = new Chain(Salts.derived(new Draws(7), id.hashCode()), Chain.GENESIS);
    }

    /// The next turn: two lines and an interaction.
    Batch turn(String message) { return turn(message, "success", null, List.of()); }

    Batch turn(String message, String status, @Nullable String mode, List<RecoveryRow> attempts) {
        turn++;
        var first = sequence + 1;
        var lines = new ArrayList<String>();
        lines.add(line(new LabEvent.MessageReceived(Text.of(message), null)));
        lines.add(line(new LabEvent.CheckpointTaken("pre_request", turn)));
        return new Batch(id, turn, first, lines, chain.head(), row(message, false),
                interaction(message, status, mode), attempts, List.of(), List.of());
    }

    /// A message that was received and not yet answered.
    Batch begun(String message) {
        turn++;
        var first = sequence + 1;
        var lines = List.of(line(new LabEvent.MessageReceived(Text.of(message), null)));
        return new Batch(id, turn, first, lines, chain.head(), row(message, true), null, List.of(), List.of(),
                List.of());
    }

    private String line(LabEvent event) {
        var at = START.toEpochMilli() + sequence;
        return chain.append(new Entry(id, turn, ++sequence, at, at, 0, event));
    }

    private SessionRow row(String title, boolean open) {
        return new SessionRow(id, ordinal, title, START, START.plusSeconds(sequence), turn, 0, 0, open);
    }

    private InteractionRow interaction(String message, String status, @Nullable String mode) {
        return new InteractionRow(START.plusSeconds(turn), "{\"message\":" + message.length() + "}",
                "{\"response\":\"yes\"}", status, "success", mode, mode != null, "yes", 10L * turn, 40, "scripted",
                "sound", "sound", turn);
    }

    static RecoveryRow tried(int number, boolean success) {
        return new RecoveryRow("retry", number, START, success, "{\"wait_ms\":" + number + "}", "again");
    }

    static SnapshotRow snapshot(String type) { return new SnapshotRow(type, "{\"messages\":[1,2]}", START); }

    static MetricRow metric(Instant at, String type, long value, long threshold) {
        return new MetricRow(at, type, value, threshold, "{}");
    }

    static Batch with(Batch batch, List<SnapshotRow> snapshots, List<MetricRow> metrics) {
        return new Batch(batch.id(), batch.turn(), batch.first(), batch.lines(), batch.hash(), batch.session(),
                batch.interaction(), batch.attempts(), snapshots, metrics);
    }
}
