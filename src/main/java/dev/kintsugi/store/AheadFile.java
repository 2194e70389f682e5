package dev.kintsugi.store;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The append-only file in front of the tables. Positions go on from file to file: a header names that of the first frame.
///
/// Appending and emptying are for one thread at a time, reading for one other: what lies before [#end()] never changes.
/// A [RandomAccessFile], since a channel would be closed by an interrupted caller.
final class AheadFile implements AutoCloseable {
    /// Eight bytes of sign, the position of the first frame, and a checksum.
    static final int HEADER = 20;
    private static final long SIGN = 0x6B_69_6E_74_73_75_31_0AL;
    /// What is read at once.
    private static final int BLOCK = 1 << 16;
    private static final int LARGEST = Integer.MAX_VALUE - 64;

    private final Path path;
    private final Sink sink;
    private final RandomAccessFile out;
    private final RandomAccessFile in;
    /// Reads what [#in] reads.
    private final InputStream stream;
    private volatile long base;
    private volatile long end;
    /// Whether something lies behind the end that must be cut before more is written.
    private boolean ragged;

    /// How bytes go to the file: whole, or with an exception.
    interface Sink {
        void write(RandomAccessFile file, byte[] bytes, int from, int length) throws IOException;
    }

    /// A frame's content and the position behind it.
    @SuppressWarnings("ArrayRecordComponent") // read once and dropped
    record Piece(byte[] content, long end) {}

    private AheadFile(Path path, Sink sink, long base) throws IOException {
        this.path = path;
        this.sink = sink;
        this.out = new RandomAccessFile(path.toFile(), "rw");
        this.in = new RandomAccessFile(path.toFile(), "r");
        this.stream = new FileInputStream(in.getFD());
        this.base = base;
        this.end = base;
    }

    /// Opens the file, which is made when it is not there.
    ///
    /// @param fresh the position to begin with when it holds nothing
    static AheadFile open(Path path, Sink sink, long fresh) throws IOException {
        var file = new AheadFile(path, sink, fresh);
        try {
            file.measure();
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// Where the first frame begins, if these are the first bytes of such a file.
    private static long base(ByteBuffer header) throws IOException {
        if (header.getLong(0) != SIGN || header.getInt(16) != FrameOut.checksum(header.slice(0, 16))) {
            throw new IOException("this is no file of written turns");
        }
        return header.getLong(8);
    }

    private void measure() throws IOException {
        var length = out.length();
        if (length >= HEADER) {
            var header = new byte[HEADER];
            out.readFully(header);
            base = base(ByteBuffer.wrap(header));
            end = base + length - HEADER;
        }
        ragged = true;
    }

    /// Says where the last whole frame ends; what lies behind is cut with the next write.
    void endsAt(long position) {
        end = position;
        ragged = true;
    }

    Path path() { return path; }

    long base() { return base; }

    long end() { return end; }

    boolean isEmpty() { return end == base; }

    /// Writes a frame in one piece. When that fails nothing of it is left behind the end that counts.
    void append(ByteBuffer frame) throws IOException {
        if (ragged) {
            cut();
        }
        ragged = true;
        var bytes = isEmpty() ? headed(frame.duplicate()) : frame;
        sink.write(out, bytes.array(), bytes.position(), bytes.remaining());
        ragged = false;
        end += frame.remaining();
    }

    private ByteBuffer headed(ByteBuffer frame) {
        return ByteBuffer.allocate(HEADER + frame.remaining()).put(header(base)).put(frame).flip();
    }

    static byte[] header(long base) {
        var header = ByteBuffer.allocate(HEADER).putLong(SIGN).putLong(base);
        return header.putInt(FrameOut.checksum(header.slice(0, 16))).array();
    }

    /// Cuts what a failed write left behind.
    void cut() throws IOException {
        var length = isEmpty() ? 0 : HEADER + end - base;
        out.setLength(length);
        out.seek(length);
        ragged = false;
    }

    /// Whether bytes can be written: some are, and cut off again.
    void probe() throws IOException {
        cut();
        ragged = true;
        sink.write(out, new byte[1 << 14], 0, 1 << 14);
        cut();
    }

    /// Begins anew, behind all that was written. Only when the tables hold all of it.
    void empty() throws IOException {
        ragged = true;
        base = end;
        cut();
    }

    /// Frames from a position on, as many as fit the bounds, at least one if there is one.
    ///
    /// @throws IOException when a frame is not what was written
    List<Piece> read(long from, long until, int most, long bytes) throws IOException {
        var pieces = new ArrayList<Piece>();
        var frames = from(from);
        while (frames.at() < until && pieces.size() < most && frames.at() - from < bytes) {
            pieces.add(frames.next());
        }
        return pieces;
    }

    /// The frames from a position on, to be gone through by one thread, and only the latest such walk of a file.
    Frames from(long position) throws IOException {
        in.seek(HEADER + position - base);
        return new Frames(position, new DataInputStream(new BufferedInputStream(stream, BLOCK)));
    }

    /// Goes from frame to frame.
    final class Frames {
        private final DataInputStream data;
        private long at;

        private Frames(long at, DataInputStream data) {
            this.at = at;
            this.data = data;
        }

        /// The position of the next one.
        long at() { return at; }

        /// The next one.
        ///
        /// @throws IOException when there is none, or it is not what was written
        Piece next() throws IOException {
            var sign = data.readInt();
            var length = data.readInt();
            var checksum = data.readInt();
            if (sign != FrameOut.SIGN || length < 0 || length > LARGEST || at + length > end) {
                throw new IOException("what was written at " + at + " of " + path + " is damaged");
            }
            var content = new byte[length];
            data.readFully(content);
            if (checksum != FrameOut.checksum(ByteBuffer.wrap(content))) {
                throw new IOException("what was written at " + at + " of " + path + " is altered");
            }
            at += FrameOut.HEADER + length;
            return new Piece(content, at);
        }
    }

    boolean isThere() { return path.toFile().exists(); }

    @Override
    public void close() throws IOException {
        in.close();
        out.close();
    }

    /// Closes it and takes it away: the tables hold all of it.
    void remove() throws IOException {
        close();
        Files.deleteIfExists(path);
    }
}
