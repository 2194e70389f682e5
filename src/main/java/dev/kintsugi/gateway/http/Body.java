package dev.kintsugi.gateway.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

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
