package dev.kintsugi.gateway.http;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A reply's body, written piece by piece. What is written between two flushes leaves together, in one chunk. Safe for
/// many threads; pieces leave in the order of their writing.
public final class Body implements AutoCloseable {
    private static final int MOST_PENDING = 32 << 10;
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] END = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Exchange exchange;
    private final boolean chunked;
    private final boolean silent;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private byte[] head;
    private boolean closed;

    Body(Exchange exchange, byte[] head, boolean chunked, boolean silent) {
        this.exchange = exchange;
        this.head = head;
        this.chunked = chunked;
        this.silent = silent;
    }

    /// Adds bytes; they leave with the next flush, or when much has gathered.
    ///
    /// @throws ClientGone when nobody is there to read them
    public synchronized void write(byte[] bytes) {
        stillOpen();
        pending.writeBytes(bytes);
        if (pending.size() >= MOST_PENDING) {
            send(false);
        }
    }

    public void write(String text) { write(text.getBytes(StandardCharsets.UTF_8)); }

    /// Sends what was written, or the headers alone when nothing was. Waits while the client lets too much lie.
    ///
    /// @throws ClientGone when nobody is there to read it
    public synchronized void flush() {
        stillOpen();
        send(false);
    }

    /// Sends pieces each at its time, the first after a wait and every further one a pace later, whatever the one before
    /// cost; returns when the last has left. Nothing else is to be written meanwhile.
    ///
    /// @throws ClientGone when the client leaves before
    public void paced(List<byte[]> pieces, Duration first, Duration pace) throws InterruptedException {
        flush();
        var beat = new Beat(pieces, first, pace);
        beat.begin();
        beat.over.await();
        stillOpen();
    }

    /// Runs on the connection's loop, where streams that are due together leave one right after the other.
    private final class Beat implements Runnable {
        private final CountDownLatch over = new CountDownLatch(1);
        private final Iterator<byte[]> pieces;
        private final long pace;
        private long due;

        Beat(List<byte[]> pieces, Duration first, Duration pace) {
            this.pieces = pieces.iterator();
            this.pace = pace.toNanos();
            this.due = System.nanoTime() + first.toNanos();
        }

        void begin() {
            if (pieces.hasNext()) {
                exchange.connection().channel().eventLoop().schedule(this, due - System.nanoTime(),
                        TimeUnit.NANOSECONDS);
            } else {
                over.countDown();
            }
        }

        @Override
        public void run() {
            if (exchange.hasLeft() || exchange.connection().outgoing().isGone()) {
                exchange.connection().channel().close();
                over.countDown();
                return;
            }
            var piece = pieces.next();
            if (!silent) {
                exchange.connection().channel().writeAndFlush(Unpooled.wrappedBuffer(framed(piece)));
            }
            due += pace;
            begin();
        }
    }

    private synchronized byte[] framed(byte[] piece) {
        pending.writeBytes(piece);
        var out = new ByteArrayOutputStream(piece.length + 16);
        frame(out, false);
        pending.reset();
        return out.toByteArray();
    }

    /// Ends the body. Does nothing the second time.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            send(true);
        } finally {
            exchange.done(chunked && exchange.keepAlive());
        }
    }

    /// Sends what was written, and hands the wire over as it is: inside the body, after a whole chunk, without its end.
    /// Nothing more can be written here.
    public synchronized RawWire raw() {
        stillOpen();
        send(false);
        closed = true;
        return exchange.takeWire();
    }

    private void stillOpen() {
        if (closed) {
            throw new IllegalStateException("the body is closed");
        }
        if (exchange.connection().outgoing().isGone()) {
            throw new ClientGone();
        }
    }

    private void send(boolean end) {
        var out = new ByteArrayOutputStream(head.length + pending.size() + 32);
        out.writeBytes(head);
        head = new byte[0];
        if (!silent) {
            frame(out, end);
        }
        pending.reset();
        if (out.size() > 0) {
            exchange.connection().outgoing().send(out.toByteArray());
        }
    }

    private void frame(ByteArrayOutputStream out, boolean end) {
        if (!chunked) {
            out.writeBytes(pending.toByteArray());
            return;
        }
        if (pending.size() > 0) {
            out.writeBytes(Integer.toHexString(pending.size()).getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(LINE_END);
            out.writeBytes(pending.toByteArray());
            out.writeBytes(LINE_END);
        }
        if (end) {
            out.writeBytes(END);
        }
    }
}
