package dev.kintsugi.store;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.InteractionRow;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.MetricRow;
import dev.kintsugi.domain.store.RecoveryRow;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.domain.store.SnapshotRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads the content of a frame that [FrameOut] made and whose checksum is right. Used once for each frame, by one thread.
final class FrameIn {
    /// Where the log of an unknown session ends.
    static final Journal.Head NOTHING = new Journal.Head(0, Chain.GENESIS);

    private final ByteBuffer in;

    private FrameIn(byte[] content) { this.in = ByteBuffer.wrap(content); }

    static Written written(byte[] content) {
        var frame = new FrameIn(content);
        return frame.in.get() == FrameOut.DELETED
                ? new Written.Deleted(new SessionId(frame.text()))
                : new Written.Appended(frame.batch());
    }

    /// Whose log it is about, and where that ends behind it, without reading the rest.
    static End end(byte[] content) {
        var frame = new FrameIn(content);
        var deleted = frame.in.get() == FrameOut.DELETED;
        var session = new SessionId(frame.text());
        return new End(session, deleted
                ? NOTHING
                : new Journal.Head(frame.in.getLong(), frame.text()));
    }

    /// Where a session's log ends. Immutable.
    record End(SessionId session, Journal.Head head) {}

    private Batch batch() {
        var id = new SessionId(text());
        in.getLong();
        var hash = text();
        var first = in.getLong();
        var turn = in.getInt();
        return new Batch(id, turn, first, each(this::text), hash, session(id), interaction(), each(this::attempt),
                each(this::snapshot), each(this::metric));
    }

    private <T> List<T> each(Supplier<T> one) {
        var count = in.getInt();
        var all = new ArrayList<T>(count);
        for (int i = 0; i < count; i++) {
            all.add(one.get());
        }
        return all;
    }

    private SessionRow session(SessionId id) {
        return new SessionRow(id, in.getLong(), text(), moment(), moment(), in.getInt(), in.getInt(), in.getInt(),
                flag());
    }

    private @Nullable InteractionRow interaction() {
        return flag()
                ? new InteractionRow(moment(), text(), text(), text(), text(), textOrNone(), flag(), text(),
                        in.getLong(), in.getInt(), text(), text(), text(), in.getInt())
                : null;
    }

    private RecoveryRow attempt() { return new RecoveryRow(text(), in.getInt(), moment(), flag(), text(), text()); }

    private SnapshotRow snapshot() { return new SnapshotRow(text(), text(), moment()); }

    private MetricRow metric() { return new MetricRow(moment(), text(), in.getLong(), in.getLong(), text()); }

    private Instant moment() { return Instant.ofEpochSecond(in.getLong(), in.getInt()); }

    private boolean flag() { return in.get() != 0; }

    private String text() { return Objects.requireNonNull(textOrNone()); }

    private @Nullable String textOrNone() {
        var length = in.getInt();
        return length == -1
                ? null
                : length >= 0
                        ? new String(bytes(length), StandardCharsets.UTF_8)
                        : ByteBuffer.wrap(bytes(2 * (-2 - length))).asCharBuffer().toString();
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
