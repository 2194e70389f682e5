package dev.kintsugi.agent.forward;

import dev.kintsugi.agent.openai.Patience;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.time.Cancelled;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Sends requests to one provider over connections that are kept open, and gives the reply out as it arrives. Nothing is
/// sent twice, but for a kept connection that turns out to be closed before a byte of the reply came. Safe for many
/// threads; callers block.
public final class Forwarder implements AutoCloseable {
    private static final int MOST_KEPT = 256;

    private final URI base;
    private final Duration readTime;
    private final EventLoopGroup loops;
    private final Bootstrap bootstrap;
    private final @Nullable SslContext tls;
    private final ConcurrentLinkedDeque<Line> kept = new ConcurrentLinkedDeque<>();

    /// @param base        http or https, up to the path that requests are relative to, without a slash at its end
    /// @param connectTime for a connection
    /// @param readTime    for the next piece of a reply
    public Forwarder(URI base, Duration connectTime, Duration readTime) {
        this.base = base;
        this.readTime = readTime;
        this.tls = base.getScheme().equals("https") ? tls() : null;
        this.loops = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("forward", true),
                NioIoHandler.newFactory());
        this.bootstrap = new Bootstrap().group(loops).channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) connectTime.toMillis())
                .remoteAddress(base.getHost(), port()).handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc(), base.getHost(), port()));
                        }
                        channel.pipeline().addLast(new HttpClientCodec(), new HttpContentDecompressor(0),
                                new Line(channel));
                    }
                });
    }

    private static SslContext tls() {
        try {
            return SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS").build();
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int port() { return base.getPort() >= 0 ? base.getPort() : base.getScheme().equals("https") ? 443 : 80; }

    /// Sends a request and waits for the reply's head.
    ///
    /// @throws ForwardFailure when nobody answers
    /// @throws Cancelled when nobody waits for it any more
    Incoming send(Request request) { return trySend(request).map(Sent::incoming).orElseGet(() -> sendAnew(request)); }

    /// A request to the provider.
    ///
    /// @param path    after the base, e.g. `/chat/completions`
    /// @param headers by small name; host, length and connection are written by the forwarder
    /// @param end     by when the whole reply must be there, by the clock of nanoseconds
    /// @param left    done when nobody waits for it any more
    record Request(String method, String path, Map<String, String> headers, byte[] body, long end,
            CompletableFuture<?> left) {
        /// @param patience with the whole reply, from now on
        Request(String method, String path, Map<String, String> headers, byte[] body, Patience patience) {
            this(method, path, headers, body, System.nanoTime() + patience.within().toNanos(), patience.left());
        }
    }

    /// Sends over a kept connection, if there is one. Waits for nothing.
    Optional<Sent> trySend(Request request) {
        return Optional.ofNullable(takeKept()).map(line -> new Sent(this, request, sent(line, request)));
    }

    /// Sends over a new connection and waits for the reply's head.
    Incoming sendAnew(Request request) {
        var incoming = sent(connect(request.left()), request);
        incoming.awaitHead();
        return incoming;
    }

    private @Nullable Line takeKept() {
        for (var line = kept.pollFirst(); line != null; line = kept.pollFirst()) {
            if (line.channel().isActive()) {
                return line;
            }
        }
        return null;
    }

    private Line connect(CompletableFuture<?> left) {
        var connecting = bootstrap.connect();
        left.whenComplete((_, _) -> connecting.cancel(false));
        connecting.awaitUninterruptibly();
        if (connecting.isCancelled()) {
            throw new Cancelled();
        }
        if (!connecting.isSuccess()) {
            var cause = connecting.cause();
            var fault = cause instanceof ConnectTimeoutException ? WireFault.CONNECT_TIMEOUT : WireFault.CONNECT;
            throw new ForwardFailure(fault, "Nobody answers at " + base.getHost() + ":" + port(), true);
        }
        return connecting.channel().pipeline().get(Line.class);
    }

    private Incoming sent(Line line, Request asked) {
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(asked.method()),
                base.getRawPath() + asked.path(), Unpooled.wrappedBuffer(asked.body()));
        asked.headers().forEach((name, value) -> request.headers().set(name, value));
        request.headers().set(HttpHeaderNames.HOST, base.getRawAuthority());
        if (asked.body().length > 0 || asked.method().equals("POST")) {
            request.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, asked.body().length);
        }
        var incoming = new Incoming(line, this, readTime.toNanos(), asked.end());
        line.send(request, incoming);
        asked.left().whenComplete((_, _) -> incoming.giveUp());
        return incoming;
    }

    void keep(Line line) {
        if (line.channel().isActive() && kept.size() < MOST_KEPT) {
            kept.addFirst(line);
        } else {
            line.channel().close();
        }
    }

    @Override
    public void close() {
        kept.forEach(line -> line.channel().close());
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

}
