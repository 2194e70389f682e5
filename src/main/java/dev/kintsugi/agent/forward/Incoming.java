package dev.kintsugi.agent.forward;

import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.time.Cancelled;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.io.ByteArrayOutputStream;
import java.net.SocketException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// A reply as it arrives. Read by one thread, to its end or closed.
public final class Incoming implements AutoCloseable {
    private static final int MOST_BYTES = 64 << 20;
    /// A larger reply is not read where others wait for it, in bytes.
    private static final int SMALL = 256 << 10;

    private sealed interface Part {
        record Head(HttpResponse response) implements Part {}

        record Piece(byte[] bytes, boolean last) implements Part {}

        record Broken(ForwardFailure failure) implements Part {}

        record GivenUp() implements Part {}
    }

    private final Line line;
    private final Forwarder forwarder;
    private final long patienceNanos;
    private final long end;
    private final LinkedBlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private @Nullable HttpResponse head;
    private boolean over;
    private volatile boolean answered;
    private volatile boolean whole;
    private final CompletableFuture<Boolean> there = new CompletableFuture<>();
    private boolean interim;
    private int size;

    /// @param end by when the whole of it must be there, by the clock of nanoseconds
    Incoming(Line line, Forwarder forwarder, long patienceNanos, long end) {
        this.end = end;
        this.line = line;
        this.forwarder = forwarder;
        this.patienceNanos = patienceNanos;
    }

    void head(HttpResponse response) {
        answered = true;
        interim = response.status().code() / 100 == 1;
        if (response.decoderResult().isFailure()) {
            breaks(new ForwardFailure(WireFault.MALFORMED, "The reply is no HTTP", false));
        } else if (!interim) {
            parts.add(new Part.Head(response));
        }
    }

    private void breaks(ForwardFailure failure) {
        parts.add(new Part.Broken(failure));
        there.complete(false);
    }

    /// Done with true when all of a small reply is there, and nothing waits any more; with false when it is large, or breaks
    /// off, or takes longer than the next piece may. On the connection's loop.
    CompletableFuture<Boolean> there() {
        if (!there.isDone()) {
            var most = Math.min(patienceNanos, Math.max(0, end - System.nanoTime()));
            var late = line.channel().eventLoop().schedule(this::late, most, TimeUnit.NANOSECONDS);
            there.whenComplete((_, _) -> late.cancel(false));
        }
        return there;
    }

    private void late() {
        if (answered) {
            there.complete(false);
        } else {
            breaks(outOfTime());
            line.channel().close();
        }
    }

    /// Whether what came last only announces the reply: early hints, a leave to go on.
    boolean interim() { return interim; }

    /// @param wrong why it is no piece of a reply; null when it is one
    void piece(byte[] bytes, boolean last, @Nullable Throwable wrong) {
        if (wrong instanceof PrematureChannelClosureException) {
            broken(null);
        } else if (wrong != null) {
            breaks(new ForwardFailure(WireFault.MALFORMED, "The reply is no HTTP", false));
        } else if (last || bytes.length > 0) {
            whole = last;
            size += bytes.length;
            parts.add(new Part.Piece(bytes, last));
        }
        if (whole || size > SMALL) {
            there.complete(size <= SMALL);
        }
    }

    void broken(@Nullable Throwable cause) {
        if (!whole) {
            var torn = cause instanceof SocketException || cause instanceof SSLException;
            var fault = torn || !answered ? WireFault.RESET : WireFault.TRUNCATED;
            breaks(new ForwardFailure(fault,
                    answered ? "The connection ended before the reply did" : "The connection ended without a reply",
                    !answered));
        }
    }

    /// Nobody waits for it any more: whoever reads it is told so, and what has not come yet is not waited for. One that has
    /// all come is read as ever, as its connection may be another's by now. From any thread.
    void giveUp() {
        line.channel().eventLoop().execute(() -> {
            if (!whole) {
                parts.add(new Part.GivenUp());
                there.complete(false);
                line.channel().close();
            }
        });
    }

    /// @throws Cancelled when nobody waits for it any more
    void awaitHead() {
        if (!(next() instanceof Part.Head(var response))) {
            throw new ForwardFailure(WireFault.MALFORMED, "The reply has no head", false);
        }
        head = response;
    }

    private Part next() {
        try {
            var left = end - System.nanoTime();
            var part = parts.poll(Math.min(patienceNanos, Math.max(0, left)), TimeUnit.NANOSECONDS);
            if (part == null) {
                line.channel().close();
                throw outOfTime();
            }
            if (part instanceof Part.GivenUp) {
                over = true;
                throw new Cancelled();
            }
            if (part instanceof Part.Broken(var failure)) {
                over = true;
                throw failure;
            }
            return part;
        } catch (InterruptedException e) {
            line.channel().close();
            Thread.currentThread().interrupt();
            throw new Cancelled();
        }
    }

    private ForwardFailure outOfTime() {
        return new ForwardFailure(answered ? WireFault.STALLED : WireFault.READ_TIMEOUT,
                System.nanoTime() > end
                        ? "The time for this answer was over before the reply was there"
                        : "Nothing came within " + TimeUnit.NANOSECONDS.toSeconds(patienceNanos) + " seconds",
                !answered);
    }

    private HttpResponse response() { return Objects.requireNonNull(head); }

    public int status() { return response().status().code(); }

    public Optional<String> header(String name) { return Optional.ofNullable(headers().get(name)); }

    HttpHeaders headers() { return response().headers(); }

    /// The next bytes of the body, as many as came together; null at its end.
    ///
    /// @throws ForwardFailure when it breaks off
    public byte @Nullable [] read() {
        if (over) {
            return null;
        }
        if (!(next() instanceof Part.Piece(var bytes, var last))) {
            throw new ForwardFailure(WireFault.MALFORMED, "The reply has two heads", false);
        }
        if (last) {
            over = true;
            if (HttpUtil.isKeepAlive(response())) {
                forwarder.keep(line);
            } else {
                line.channel().close();
            }
            return bytes.length == 0 ? null : bytes;
        }
        return bytes;
    }

    /// The whole body.
    public byte[] readAll() {
        var all = new ByteArrayOutputStream();
        for (var bytes = read(); bytes != null; bytes = read()) {
            all.writeBytes(bytes);
            if (all.size() > MOST_BYTES) {
                close();
                throw new ForwardFailure(WireFault.MALFORMED, "The reply is larger than 64 MiB", false);
            }
        }
        return all.toByteArray();
    }

    /// Gives up what has not come yet.
    @Override
    public void close() {
        if (!over) {
            over = true;
            line.channel().close();
        }
    }
}
