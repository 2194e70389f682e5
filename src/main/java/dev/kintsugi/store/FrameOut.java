package dev.kintsugi.store;

import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.InteractionRow;
import dev.kintsugi.domain.store.SessionRow;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Turns what is written ahead of the tables into frames: a sign, the length, a checksum (CRC32C) and the content, whose
/// first fields tell the session and where its log ends. Used once for each frame, by one thread.
final class FrameOut {
    /// Before the content: four bytes each of sign, length and checksum.
    static final int HEADER = 12;
    static final int SIGN = 0x4B_77_46_31;
    static final byte APPENDED = 1;
    static final byte DELETED = 2;
    private static final int USUAL = 8192;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL);
    private final DataOutputStream out = new DataOutputStream(bytes);

    private FrameOut() {}

    /// The whole frame.
    static byte[] of(Written written) {
        var frame = new FrameOut();
        try {
            frame.out.write(new byte[HEADER]);
            switch (written) {
                case Written.Appended(var batch) -> frame.appended(batch);
                case Written.Deleted(var session) -> {
                    frame.out.writeByte(DELETED);
                    frame.text(session.value());
                }
            }
            return frame.closed();
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
    }

    private byte[] closed() {
        var frame = bytes.toByteArray();
        var length = frame.length - HEADER;
        ByteBuffer.wrap(frame).putInt(SIGN).putInt(length).putInt(checksum(ByteBuffer.wrap(frame, HEADER, length)));
        return frame;
    }

    static int checksum(ByteBuffer bytes) {
        var sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    private void appended(Batch batch) throws IOException {
        out.writeByte(APPENDED);
        text(batch.id().value());
        out.writeLong(batch.last());
        text(batch.hash());
        out.writeLong(batch.first());
        out.writeInt(batch.turn());
        each(batch.lines(), this::text);
        session(batch.session());
        interaction(batch.interaction());
        each(batch.attempts(), row -> {
            text(row.strategy());
            out.writeInt(row.attempt());
            moment(row.timestamp());
            out.writeBoolean(row.success());
            text(row.data());
            text(row.notes());
        });
        each(batch.snapshots(), row -> {
            text(row.type());
            text(row.state());
            moment(row.timestamp());
        });
        each(batch.metrics(), row -> {
            moment(row.timestamp());
            text(row.type());
            out.writeLong(row.value());
            out.writeLong(row.threshold());
            text(row.metadata());
        });
    }

    private interface Field<T> {
        void write(T value) throws IOException;
    }

    private <T> void each(List<T> values, Field<T> field) throws IOException {
        out.writeInt(values.size());
        for (var value : values) {
            field.write(value);
        }
    }

    private void session(SessionRow row) throws IOException {
        out.writeLong(row.ordinal());
        text(row.title());
        moment(row.created());
        moment(row.used());
        out.writeInt(row.turns());
        out.writeInt(row.injected());
        out.writeInt(row.recovered());
        out.writeBoolean(row.open());
    }

    private void interaction(@Nullable InteractionRow row) throws IOException {
        out.writeBoolean(row != null);
        if (row != null) {
            moment(row.timestamp());
            text(row.request());
            text(row.response());
            text(row.status());
            text(row.naturalStatus());
            text(row.failureMode());
            out.writeBoolean(row.injected());
            text(row.naturalResponse());
            out.writeLong(row.processingMs());
            out.writeInt(row.tokens());
            text(row.model());
            text(row.deliveredStatus());
            text(row.outcome());
            out.writeInt(row.turn());
        }
    }

    private void moment(Instant moment) throws IOException {
        out.writeLong(moment.getEpochSecond());
        out.writeInt(moment.getNano());
    }

    /// The length and UTF-8; -1 for none. Half a surrogate, which UTF-8 does not know, makes it -2 less the length and the
    /// characters themselves.
    private void text(@Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (new String(utf8, StandardCharsets.UTF_8).equals(text)) {
            out.writeInt(utf8.length);
            out.write(utf8);
        } else {
            out.writeInt(-2 - text.length());
            out.writeChars(text);
        }
    }
}
