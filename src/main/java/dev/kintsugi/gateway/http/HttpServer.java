package dev.kintsugi.gateway.http;

import dev.kintsugi.domain.Problem;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// An HTTP/1.1 server on one port. Requests of a connection are answered in order, also when they are pipelined; a bad
/// request gets a 4xx, never silence. Safe for use by many threads.
public final class HttpServer implements AutoCloseable {
    private static final String LEAKS = "io.netty.leakDetection.level";
    private static final int BACKLOG = 1024;
    private static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(64 << 10, 256 << 10);

    static {
        // Netty notes where every hundredth buffer was made, to tell who loses one: a tool for those who look for that.
        if (System.getProperty(LEAKS) == null) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        }
    }

    private final EventLoopGroup loops;
    private final Channel listening;
    private final ServerSettings settings;
    private final Set<Connection> connections;

    private HttpServer(EventLoopGroup loops, Channel listening, ServerSettings settings,
            Set<Connection> connections) {
        this.loops = loops;
        this.listening = listening;
        this.settings = settings;
        this.connections = connections;
    }

    /// Starts with the default settings.
    public static HttpServer start(String host, int port, Handler handler) {
        return start(host, port, ServerSettings.DEFAULTS, handler);
    }

    /// Starts to listen.
    ///
    /// @param host the address to bind, e.g. `127.0.0.1`
    /// @param port 0 for any free one
    /// @throws Problem when the address is taken or is none of this machine's
    public static HttpServer start(String host, int port, ServerSettings settings, Handler handler) {
        var threads = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 8);
        var loops = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("http", true),
                Punctual.factory());
        Set<Connection> connections = ConcurrentHashMap.newKeySet();
        var bootstrap = new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG).option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true).childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, MARKS)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        Connection.on(channel, settings, handler, connections);
                    }
                });
        var bound = bootstrap.bind(new InetSocketAddress(host, port)).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw refused(host, port, bound.cause());
        }
        return new HttpServer(loops, bound.channel(), settings, connections);
    }

    private static Problem refused(String host, int port, Throwable cause) {
        if (cause instanceof UnresolvedAddressException || !(cause instanceof IOException)) {
            return new Problem("The address " + host + " cannot be listened on", "it does not name this machine",
                    "Use 127.0.0.1, or an address of this machine", cause);
        }
        return new Problem("Port " + port + " of " + host + " cannot be listened on",
                String.valueOf(cause.getMessage()),
                "End the program that uses it, or choose another port; 0 takes any free one", cause);
    }

    /// The port it listens on.
    public int port() { return ((InetSocketAddress) listening.localAddress()).getPort(); }

    /// Takes no more connections, tells open streams to end, waits a moment for the replies under way, and closes.
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        connections.forEach(Connection::finish);
        var until = System.nanoTime() + settings.grace().toNanos();
        for (var connection : connections) {
            connection.awaitClosed(until - System.nanoTime());
        }
        connections.forEach(Connection::cut);
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
