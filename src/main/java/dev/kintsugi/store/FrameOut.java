package dev.kintsugi.store;

import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.InteractionRow;
import dev.kintsugi.domain.store.SessionRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
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
    /// Of a frame beside the texts that are most of it.
    private static final int REST = 512;

    private ByteBuffer out;

    private FrameOut(int room) { this.out = ByteBuffer.allocate(room).position(HEADER); }

    /// The whole frame, over an array of its own.
    static ByteBuffer of(Written written) {
        var frame = new FrameOut(written instanceof Written.Appended(var batch) ? about(batch) : REST);
        switch (written) {
            case Written.Appended(var batch) -> frame.appended(batch);
            case Written.Deleted(var session) -> {
                frame.one(DELETED);
                frame.text(session.value());
            }
        }
        return frame.closed();
    }

    /// What a batch takes at least, and hardly more when it holds nothing but ASCII.
    private static int about(Batch batch) {
        var all = REST;
        for (var line : batch.lines()) {
            all += Integer.BYTES + line.length();
        }
        var row = batch.interaction();
        return row == null
                ? all
                : all + row.request().length() + row.response().length() + row.naturalResponse().length();
    }

    private ByteBuffer closed() {
        var content = out.flip().remaining() - HEADER;
        return out.putInt(0, SIGN).putInt(4, content).putInt(8, checksum(out.slice(HEADER, content)));
    }

    static int checksum(ByteBuffer bytes) {
        var sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    /// Where so many bytes more have room.
    private ByteBuffer room(int more) {
        if (out.remaining() < more) {
            out = ByteBuffer.allocate(Math.max(out.position() + more, 2 * out.capacity())).put(out.flip());
        }
        return out;
    }

    private void one(byte value) { room(1).put(value); }

    private void flag(boolean value) { one((byte) (value ? 1 : 0)); }

    private void four(int value) { room(Integer.BYTES).putInt(value); }

    private void eight(long value) { room(Long.BYTES).putLong(value); }

    private void appended(Batch batch) {
        one(APPENDED);
        text(batch.id().value());
        eight(batch.last());
        text(batch.hash());
        eight(batch.first());
        four(batch.turn());
        each(batch.lines(), this::json);
        session(batch.session());
        interaction(batch.interaction());
        each(batch.attempts(), row -> {
            text(row.strategy());
            four(row.attempt());
            moment(row.timestamp());
            flag(row.success());
            json(row.data());
            text(row.notes());
        });
        each(batch.snapshots(), row -> {
            text(row.type());
            json(row.state());
            moment(row.timestamp());
        });
        each(batch.metrics(), row -> {
            moment(row.timestamp());
            text(row.type());
            eight(row.value());
            eight(row.threshold());
            json(row.metadata());
        });
    }

    private <T> void each(List<T> values, Consumer<T> field) {
        four(values.size());
        values.forEach(field);
    }

    private void session(SessionRow row) {
        eight(row.ordinal());
        text(row.title());
        moment(row.created());
        moment(row.used());
        four(row.turns());
        four(row.injected());
        four(row.recovered());
        flag(row.open());
    }

    private void interaction(@Nullable InteractionRow row) {
        flag(row != null);
        if (row != null) {
            moment(row.timestamp());
            json(row.request());
            json(row.response());
            text(row.status());
            text(row.naturalStatus());
            text(row.failureMode());
            flag(row.injected());
            text(row.naturalResponse());
            eight(row.processingMs());
            four(row.tokens());
            text(row.model());
            text(row.deliveredStatus());
            text(row.outcome());
            four(row.turn());
        }
    }

    private void moment(Instant moment) {
        eight(moment.getEpochSecond());
        four(moment.getNano());
    }

    /// The length and UTF-8; -1 for none. Half a surrogate, which UTF-8 does not know, makes it -2 less the length and the
    /// characters themselves.
    private void text(@Nullable String text) {
        if (text == null) {
            four(-1);
            return;
        }
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (new String(utf8, StandardCharsets.UTF_8).equals(text)) {
            utf8(utf8);
        } else {
            four(-2 - text.length());
            for (var i = 0; i < text.length(); i++) {
                room(Character.BYTES).putChar(text.charAt(i));
            }
        }
    }

    /// A line of a log, in which half a surrogate is escaped, or a document for a column of JSON, which takes UTF-8 alone:
    /// looking for such a half takes longer than writing the rest.
    private void json(String document) { utf8(document.getBytes(StandardCharsets.UTF_8)); }

    private void utf8(byte[] bytes) {
        four(bytes.length);
        room(bytes.length).put(bytes);
    }
}
