package dev.kintsugi.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Journal;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the file in front of the tables when the lab starts. A frame that a kill cut short was never acknowledged and is
/// cut off. Anything else that is not whole is damage: the file is kept aside, and every whole frame of it goes on in a
/// fresh one. Used once, by one thread.
final class AheadScan {
    private static final Logger LOG = LoggerFactory.getLogger(AheadScan.class);

    private final DataFolder folder;
    private final AheadFile.Sink sink;
    private final LongSupplier fresh;

    /// @param fresh gives a position that no file had before
    AheadScan(DataFolder folder, AheadFile.Sink sink, LongSupplier fresh) {
        this.folder = folder;
        this.sink = sink;
        this.fresh = fresh;
    }

    /// @param file  the file, at its end
    /// @param heads where the logs end that it holds something of
    /// @param told  what was damaged, if anything was
    record Opened(AheadFile file, Map<SessionId, Journal.Head> heads, @Nullable Problem told) {}

    /// @param begin the position of the first frame when there is no file, or an empty one
    Opened open(long begin) throws IOException {
        var path = folder.ahead();
        var damage = damaged(path) ? repair(path) : null;
        var file = AheadFile.open(path, sink, begin);
        var heads = new HashMap<SessionId, Journal.Head>();
        try {
            var frames = file.from(file.base());
            for (var next = next(file, frames); next != null; next = next(file, frames)) {
                var end = FrameIn.end(next.content());
                heads.put(end.session(), end.head());
            }
            file.endsAt(frames.at());
            return new Opened(file, heads, damage);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static AheadFile.@Nullable Piece next(AheadFile file, AheadFile.Frames frames) {
        try {
            return frames.at() < file.end() ? frames.next() : null;
        } catch (IOException e) {
            LOG.info("the end of what was written is cut: {}", e.getMessage());
            return null;
        }
    }

    /// Whether the file is anything but a header, whole frames and a last one that was cut short.
    private static boolean damaged(Path path) throws IOException {
        if (!Files.exists(path) || Files.size(path) < AheadFile.HEADER) {
            return false;
        }
        return mapped(path, bytes -> {
            if (!bytes.slice(0, AheadFile.HEADER).equals(ByteBuffer.wrap(AheadFile.header(bytes.getLong(8))))) {
                return true;
            }
            var at = AheadFile.HEADER;
            while (whole(bytes, at)) {
                at += FrameOut.HEADER + bytes.getInt(at + 4);
            }
            return at < bytes.limit() && (!cutShort(bytes, at) || following(bytes, at + 1) < bytes.limit());
        });
    }

    private interface Look<T> {
        T at(ByteBuffer bytes) throws IOException;
    }

    private static <T> T mapped(Path path, Look<T> look) throws IOException {
        try (var channel = FileChannel.open(path); var arena = Arena.ofConfined()) {
            return look.at(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena).asByteBuffer());
        }
    }

    private static boolean whole(ByteBuffer bytes, int at) {
        if (bytes.limit() - at < FrameOut.HEADER || bytes.getInt(at) != FrameOut.SIGN) {
            return false;
        }
        var length = bytes.getInt(at + 4);
        return length > 0 && length <= bytes.limit() - at - FrameOut.HEADER
                && bytes.getInt(at + 8) == FrameOut.checksum(bytes.slice(at + FrameOut.HEADER, length));
    }

    private static boolean cutShort(ByteBuffer bytes, int at) {
        var sign = ByteBuffer.allocate(4).putInt(FrameOut.SIGN).array();
        for (int i = 0; i < 4 && at + i < bytes.limit(); i++) {
            if (bytes.get(at + i) != sign[i]) {
                return false;
            }
        }
        return bytes.limit() - at < FrameOut.HEADER
                || bytes.getInt(at + 4) > bytes.limit() - at - FrameOut.HEADER;
    }

    /// Where the next whole frame begins, from a place on; the end when there is none.
    private static int following(ByteBuffer bytes, int from) {
        var at = from;
        while (at < bytes.limit() && !whole(bytes, at)) {
            at++;
        }
        return at;
    }

    private Problem repair(Path path) throws IOException {
        var aside = folder.aside(".wal");
        var apart = new Apart(folder);
        var made = folder.freshAhead();
        try (var out = FileChannel.open(made, CREATE, TRUNCATE_EXISTING, WRITE)) {
            out.write(ByteBuffer.wrap(AheadFile.header(fresh.getAsLong())));
            apart.keep(mapped(path, bytes -> copied(bytes, out)));
        }
        Files.copy(path, aside);
        Files.move(made, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        LOG.warn("{} was damaged, kept as {}", path, aside);
        return new Problem("The lab's newest turns were repaired",
                path + " was damaged; every turn in it that is whole was saved" + apart.words(),
                "Carry on. The damaged file is kept as " + aside.getFileName() + "; delete it when you miss nothing");
    }

    /// Copies the whole frames, and gives the lines between them that are whole.
    private static List<String> copied(ByteBuffer bytes, FileChannel out) throws IOException {
        var lines = new ArrayList<String>();
        var from = 0;
        while (from < bytes.limit()) {
            var at = following(bytes, from);
            lines.addAll(carved(bytes.slice(from, at - from)));
            from = at;
            if (at < bytes.limit()) {
                var frame = bytes.slice(at, FrameOut.HEADER + bytes.getInt(at + 4));
                from += frame.limit();
                while (frame.hasRemaining()) {
                    out.write(frame);
                }
            }
        }
        return lines;
    }

    private static List<String> carved(ByteBuffer gap) {
        var bytes = new byte[gap.remaining()];
        gap.get(bytes);
        return Carving.in(bytes).values().stream().flatMap(lines -> lines.values().stream()).map(LogLine::text)
                .toList();
    }
}
