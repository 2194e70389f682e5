package dev.kintsugi.network;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Where a link's bytes come from: read as they are wanted, or, once something delays them, as they arrive, so that each
/// piece is known to have come when it came. What waits is bounded; then the sender has to wait, as TCP does. One thread
/// takes.
final class Inlet {
    private static final int SMALLEST = 2 << 10;
    private static final int LARGEST = 64 << 10;
    private static final long MOST_WAITING = 4 << 20;
    /// What a piece takes beside its bytes, roughly: many small ones must not fill the memory either.
    private static final int PIECE = 64;

    private final InputStream in;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final ArrayDeque<Piece> waiting = new ArrayDeque<>();
    private byte[] buffer = new byte[SMALLEST];
    private long bytes;
    private boolean ahead;
    private boolean reading;
    private @Nullable IOException trouble;

    Inlet(InputStream in) { this.in = in; }

    /// The next bytes, [Piece#END] at the end. What was given before may be overwritten.
    Piece next() throws IOException {
        lock.lock();
        try {
            if (ahead) {
                if (!reading) {
                    reading = true;
                    Thread.ofVirtual().name("network-ahead").start(this::readAll);
                }
                return taken();
            }
        } finally {
            lock.unlock();
        }
        return read();
    }

    private Piece read() throws IOException {
        var count = in.read(buffer);
        if (count < 0) {
            return Piece.END;
        }
        var piece = new Piece(buffer, 0, count, System.nanoTime());
        if (count == buffer.length && count < LARGEST) {
            buffer = new byte[count * 2];
        }
        return piece;
    }

    /// After the bytes that are read now, what arrives is read at once, by a thread of its own.
    void readAhead() {
        lock.lock();
        try {
            ahead = true;
        } finally {
            lock.unlock();
        }
    }

    private void readAll() {
        try {
            Piece piece;
            do {
                piece = own(read());
            } while (put(piece));
        } catch (IOException e) {
            failed(e);
        }
    }

    private static Piece own(Piece read) {
        var bytes = new byte[read.length()];
        System.arraycopy(read.bytes(), 0, bytes, 0, bytes.length);
        return read == Piece.END ? read : new Piece(bytes, 0, bytes.length, read.at());
    }

    /// False after the last.
    private boolean put(Piece piece) {
        lock.lock();
        try {
            while (bytes > MOST_WAITING) {
                moved.awaitUninterruptibly();
            }
            waiting.add(piece);
            bytes += piece.length() + PIECE;
            moved.signalAll();
            return piece != Piece.END && trouble == null;
        } finally {
            lock.unlock();
        }
    }

    private void failed(IOException e) {
        lock.lock();
        try {
            trouble = e;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Piece taken() throws IOException {
        while (waiting.isEmpty()) {
            if (trouble != null) {
                throw trouble;
            }
            moved.awaitUninterruptibly();
        }
        var piece = waiting.remove();
        bytes -= piece.length() + PIECE;
        moved.signalAll();
        return piece;
    }

    /// The connection is over: nobody waits any more.
    void close() {
        failed(new IOException("the connection is closed"));
        lock.lock();
        try {
            bytes = 0;
            waiting.clear();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
