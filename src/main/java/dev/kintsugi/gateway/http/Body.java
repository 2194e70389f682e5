package dev.kintsugi.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A reply's body, written piece by piece. What is written between two flushes leaves together, in one chunk. Safe for
/// many threads; pieces leave in the order of their writing.
public final class Body implements AutoCloseable {
    private static final int MOST_PENDING = 32 << 10;
    private static final byte[] NOTHING = {};
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] END = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /// Room for a chunk's size, the ends of its lines and the body's end.
    private static final int MOST_FRAME = 32;

    private final Exchange exchange;
    private final boolean chunked;
    private final boolean measured;
    private final boolean silent;
    private final ByteBuf pending = Unpooled.buffer();
    private byte[] head;
    private boolean closed;

    /// @param measured whether its head tells its length
    Body(Exchange exchange, byte[] head, boolean chunked, boolean measured, boolean silent) {
        this.exchange = exchange;
        this.head = head;
        this.chunked = chunked;
        this.measured = measured;
        this.silent = silent;
    }

    /// Adds bytes; they leave with the next flush, or when much has gathered.
    ///
    /// @throws ClientGone when nobody is there to read them
    public synchronized void write(byte[] bytes) {
        stillOpen();
        pending.writeBytes(bytes);
        if (pending.readableBytes() >= MOST_PENDING) {
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

    /// Sends these and ends the body. Unlike all else it waits for nothing, however much the client lets lie.
    ///
    /// @throws ClientGone when nobody is there to read them
    public synchronized void end(List<byte[]> pieces) {
        stillOpen();
        closed = true;
        pending.ensureWritable(pieces.stream().mapToInt(piece -> piece.length).sum());
        pieces.forEach(pending::writeBytes);
        leave(framed(true));
        exchange.done(ends());
    }

    private void leave(ByteBuf out) {
        if (out.isReadable()) {
            Departures.send(exchange.connection().channel(), out);
        }
    }

    /// Sends pieces each at its time, the first after a wait and every further one a pace later, counted from when the
    /// first left and whatever the one before cost. Nothing else is to be written meanwhile, and what was written before
    /// leaves at once. Waits for nothing: the future is done on the connection's loop when the last has left, and fails
    /// with [ClientGone] when the client leaves before.
    public synchronized CompletableFuture<Void> paced(List<byte[]> pieces, Duration first, Duration pace) {
        stillOpen();
        leave(framed(false));
        var beat = new Beat(pieces, first, pace);
        beat.begin();
        return beat.over;
    }

    /// Runs on the connection's loop, where streams that are due together leave one right after the other.
    private final class Beat implements Runnable {
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private final Iterator<byte[]> pieces;
        private final long pace;
        private long due;
        private boolean begun;

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
                over.complete(null);
            }
        }

        @Override
        public void run() {
            if (exchange.isDeserted() || exchange.connection().outgoing().isGone()) {
                exchange.connection().channel().close();
                over.completeExceptionally(new ClientGone());
                return;
            }
            var piece = pieces.next();
            if (!silent) {
                leave(framed(piece));
            }
            if (!begun) {
                // A reader's clock starts when the first piece leaves, even when the loop was late with it. It waits for no
                // other stream's, or all that follow would come early.
                exchange.connection().channel().flush();
                due = System.nanoTime();
                begun = true;
            }
            due += pace;
            begin();
        }
    }

    private synchronized ByteBuf framed(byte[] piece) {
        pending.writeBytes(piece);
        return framed(false);
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
            exchange.done(ends());
        }
    }

    /// Whether the client can tell where the body ends, and ask again.
    private boolean ends() { return (chunked || measured) && exchange.keepAlive(); }

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
        var out = framed(end);
        if (out.isReadable()) {
            exchange.connection().outgoing().send(out);
        }
    }

    /// What waits to leave, the headers before it.
    private ByteBuf framed(boolean end) {
        var size = silent ? 0 : pending.readableBytes();
        var out = Unpooled.buffer(head.length + size + MOST_FRAME).writeBytes(head);
        head = NOTHING;
        if (chunked && size > 0) {
            out.writeBytes(Integer.toHexString(size).getBytes(StandardCharsets.US_ASCII)).writeBytes(LINE_END);
        }
        out.writeBytes(pending, size);
        if (chunked && size > 0) {
            out.writeBytes(LINE_END);
        }
        if (chunked && end && !silent) {
            out.writeBytes(END);
        }
        pending.clear();
        return out;
    }
}
