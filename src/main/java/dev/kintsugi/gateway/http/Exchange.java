package dev.kintsugi.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A request and the way to answer it. The request's parts do not change, but for headers that are hidden; it is answered
/// once, by one of [#reply], [#stream], [#raw] and [#webSocket], and a second answer is an [IllegalStateException].
public final class Exchange {
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final AtomicLong COUNT = new AtomicLong();

    private enum Answer {
        NONE, REPLY, STREAM, RAW, WEB_SOCKET
    }

    private final Connection connection;
    private final HttpRequest request;
    private final byte[] body;
    private final String id = RUN + "-" + Long.toString(COUNT.incrementAndGet(), 36);
    private final boolean keepAlive;
    private final AtomicReference<Answer> answer = new AtomicReference<>(Answer.NONE);
    private final Leaving left = new Leaving();
    private final Handling handling = new Handling(this);
    private volatile boolean closing;
    private volatile boolean later;
    private Target target = new Target("/", List.of(), Map.of(), false);
    private Map<String, String> parameters = Map.of();
    private volatile @Nullable AutoCloseable open;
    private volatile @Nullable WebSocket socket;

    Exchange(Connection connection, HttpRequest request, byte[] body) {
        this.connection = connection;
        this.request = request;
        this.body = body;
        this.keepAlive = HttpUtil.isKeepAlive(request);
    }

    Handling handling() { return handling; }

    /// Understands what the request is aimed at. Throws an [IllegalArgumentException] when that is no path.
    void aim() { target = Target.of(request.uri()); }

    boolean isAnswered() { return answer.get() != Answer.NONE; }

    /// Closes what the handler left open. Its end may tell that the client left before.
    void closeWhatIsOpen() throws Exception {
        var still = open;
        if (still != null) {
            still.close();
        }
    }

    /// Unlike that of any other request of this run, and hardly that of another run's.
    public String id() { return id; }

    /// As sent, e.g. `GET`.
    public String method() { return request.method().name(); }

    /// The path as sent, without the query; of an absolute-form target its path.
    public String path() { return target.path(); }

    /// Path and query as sent.
    public String target() { return request.uri(); }

    /// The path's parts between slashes, percent-decoded. A slash at the end begins no further one.
    public List<String> segments() { return target.segments(); }

    /// The part of the path that the route calls by this name; empty when there is none.
    public String parameter(String name) { return parameters.getOrDefault(name, ""); }

    void parameters(Map<String, String> found) { this.parameters = found; }

    /// Query parameters by name, each with its values in order.
    public Map<String, List<String>> query() { return target.query(); }

    /// The first value of a query parameter.
    public Optional<String> query(String name) {
        var values = target.query().getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /// The first value of a header, whatever the case of its name.
    public Optional<String> header(String name) { return Optional.ofNullable(headers().get(name)); }

    /// All values of a header, in order.
    public List<String> headers(String name) { return headers().getAll(name); }

    /// The names of all headers, as sent.
    public Set<String> headerNames() { return headers().names(); }

    /// Takes a header away, so that whoever reads on does not know of it.
    public void hide(String name) { headers().remove(name); }

    private HttpHeaders headers() { return request.headers(); }

    /// Whether the target was sent in absolute form, as to a proxy.
    public boolean absoluteForm() { return target.absolute(); }

    /// Whether the request came in HTTP/1.1.
    public boolean http11() { return request.protocolVersion().equals(HttpVersion.HTTP_1_1); }

    /// The request's body; empty when it has none. Not to be changed.
    public byte[] body() { return body; }

    /// The client's end.
    public InetSocketAddress remote() { return (InetSocketAddress) connection.channel().remoteAddress(); }

    /// The server's end, as the client reached it.
    public InetSocketAddress local() { return (InetSocketAddress) connection.channel().localAddress(); }

    boolean keepAlive() { return keepAlive && http11() && !closing; }

    private boolean head() { return method().equals("HEAD"); }

    /// Says, in the beginning of a handler that then leaves nothing to do, that the answer comes with [#goOn].
    public void later() { later = true; }

    boolean isLater() { return later; }

    /// Goes on with what was put off by [#later]. From any thread; a server that has closed meanwhile answers no more.
    ///
    /// @param waits whether it waits for anything: then it has a thread, else it runs on the connection's loop
    public void goOn(Handler rest, boolean waits) { handling.goOn(rest, waits); }

    /// Answers with a whole reply; its length is written by the server. A HEAD gets the headers alone.
    ///
    /// @throws ClientGone when nobody is there to read it
    public void reply(int status, Map<String, String> headers, byte[] bytes) {
        var bare = status == 204 || status == 304;
        var first = ReplyHead.of(status, headers, bare ? -1 : bytes.length, false, keepAlive());
        var sent = bare || head() ? Arriving.NOTHING : bytes;
        claim(Answer.REPLY);
        if (connection.outgoing().isGone()) {
            throw new ClientGone();
        }
        onLoop(() -> {
            Departures.send(connection.channel(), together(first, sent));
            connection.answered(this, keepAlive());
        });
    }

    /// Answers with a body that is written piece by piece.
    public Body stream(int status, Map<String, String> headers) { return stream(status, headers, -1); }

    /// Answers with a body that is written piece by piece and whose length is told before.
    ///
    /// @param length in bytes, true or not; negative for chunks
    public Body stream(int status, Map<String, String> headers, long length) {
        var chunked = length < 0 && http11();
        var first = ReplyHead.of(status, headers, length, chunked, keepAlive());
        claim(Answer.STREAM);
        var stream = new Body(this, first, chunked, length >= 0, head());
        open = stream;
        return stream;
    }

    /// Takes the wire as it is: nothing is written that the caller does not write. The connection ends with it.
    public RawWire raw() {
        claim(Answer.RAW);
        return takeWire();
    }

    RawWire takeWire() {
        var wire = new RawWire(this);
        open = wire;
        return wire;
    }

    /// Whether the request asks for a WebSocket, properly.
    public boolean asksForWebSocket() {
        return method().equals("GET") && header("upgrade").filter("websocket"::equalsIgnoreCase).isPresent()
                && headers().containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)
                && header("sec-websocket-version").filter("13"::equals).isPresent()
                && header("sec-websocket-key").isPresent();
    }

    /// Answers with a WebSocket. It is closed when the handler returns.
    ///
    /// @throws IllegalStateException when the request does not ask for one, see [#asksForWebSocket]
    public WebSocket webSocket() {
        if (!asksForWebSocket()) {
            throw new IllegalStateException("the request does not ask for a WebSocket");
        }
        claim(Answer.WEB_SOCKET);
        var made = WebSocket.upgrade(this, header("sec-websocket-key").orElseThrow());
        socket = made;
        open = made;
        return made;
    }

    /// Has something done when the client leaves before it is answered, or when the server closes: once, at once when
    /// that has happened, and on a thread that must not be held up. A client that closes only its sending side counts.
    public void onLeave(Runnable action) { left.then(action); }

    /// Whether the client has left, or the server closes.
    public boolean hasLeft() { return left.isOver(); }

    /// Whether the server closes: for a moment yet, the answer may go on.
    public boolean isClosing() { return closing; }

    /// Whether the client has left by itself.
    public boolean isDeserted() { return hasLeft() && !closing; }

    /// Done when the client has left by itself.
    public CompletableFuture<Void> deserted() {
        var done = new CompletableFuture<Void>();
        onLeave(() -> {
            if (isDeserted()) {
                done.complete(null);
            }
        });
        return done;
    }

    /// Waits until the client leaves, the server closes, or the time is over.
    void awaitLeaving(long nanos) throws InterruptedException { left.await(nanos); }

    void leaving() { left.now(); }

    /// The server closes.
    void closing() {
        closing = true;
        var web = socket;
        if (web != null) {
            web.close(1001, "the server closes");
        }
        leaving();
    }

    /// The answer is complete. From any thread.
    void done(boolean keepOpen) {
        open = null;
        onLoop(() -> connection.answered(this, keepOpen));
    }

    Connection connection() { return connection; }

    /// Whether this is the connection's own loop, where nothing may wait.
    public boolean isOnLoop() { return connection.channel().eventLoop().inEventLoop(); }

    void onLoop(Runnable work) {
        if (isOnLoop()) {
            work.run();
        } else {
            connection.channel().eventLoop().execute(work);
        }
    }

    private void claim(Answer wanted) {
        if (!answer.compareAndSet(Answer.NONE, wanted)) {
            throw new IllegalStateException("the request is answered already");
        }
    }

    /// In memory that the system takes as it is.
    private ByteBuf together(byte[] first, byte[] second) {
        return connection.channel().alloc().directBuffer(first.length + second.length).writeBytes(first)
                .writeBytes(second);
    }
}
