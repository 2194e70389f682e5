package dev.kintsugi.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A WebSocket of text messages (RFC 6455). Pings are answered by itself. Safe for many threads.
public final class WebSocket implements AutoCloseable {
    /// Bytes of a message that is taken; a larger one closes the socket.
    public static final int MAX_MESSAGE = 1 << 20;
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    private static final int MANY = 64;
    private static final int NORMAL = 1000;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int UNSUPPORTED = 1003;
    private static final int TOO_BIG = 1009;
    /// No code is above it.
    private static final int LAST_CODE = 4999;

    private final Exchange exchange;
    private final Channel channel;
    private final LinkedBlockingQueue<Optional<String>> messages = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    private WebSocket(Exchange exchange) {
        this.exchange = exchange;
        this.channel = exchange.connection().channel();
    }

    /// Whether this is a key with which a client may begin one: 16 bytes, packed.
    public static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    static WebSocket upgrade(Exchange exchange, String key) {
        var socket = new WebSocket(exchange);
        exchange.onLeave(socket::left);
        var hello = "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n"
                + "sec-websocket-accept: " + accept(key) + "\r\n\r\n";
        exchange.onLoop(() -> {
            exchange.connection().upgrade();
            socket.channel.write(Unpooled.copiedBuffer(hello, StandardCharsets.US_ASCII));
            var pipeline = socket.channel.pipeline();
            var config = WebSocketDecoderConfig.newBuilder().maxFramePayloadLength(MAX_MESSAGE)
                    .closeOnProtocolViolation(false).build();
            pipeline.addAfter("decoder", "frames", socket.new Frames());
            pipeline.addAfter("decoder", "whole", new WebSocketFrameAggregator(MAX_MESSAGE));
            pipeline.addAfter("decoder", "utf8", new Utf8FrameValidator(false));
            pipeline.addAfter("decoder", "from-client", new WebSocket13FrameDecoder(config));
            pipeline.addAfter("decoder", "to-client", new WebSocket13FrameEncoder(false));
            pipeline.remove("decoder");
            socket.channel.flush();
        });
        return socket;
    }

    private static String accept(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (closed) {
                return;
            }
            switch (frame) {
                case TextWebSocketFrame text -> arrived(text.text());
                case PingWebSocketFrame ping -> pong(ping);
                case PongWebSocketFrame _ -> {
                }
                case CloseWebSocketFrame close -> close(answer(close.statusCode()), "");
                default -> close(UNSUPPORTED, "text only");
            }
        }

        /// Who breaks the rules is told which; of whatever else breaks there is nobody to tell.
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            switch (cause) {
                case CorruptedWebSocketFrameException wrong -> close(wrong.closeStatus().code(), why(wrong));
                case TooLongFrameException large -> close(TOO_BIG, why(large));
                default -> lost();
            }
        }
    }

    private static int answer(int code) { return code < 0 ? NORMAL : code > LAST_CODE ? PROTOCOL_ERROR : code; }

    private static String why(DecoderException e) { return Objects.requireNonNullElse(e.getMessage(), ""); }

    /// Whoever does not read what it is sent gets no more of it.
    private void pong(PingWebSocketFrame ping) {
        if (channel.isWritable()) {
            channel.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        }
    }

    private void arrived(String text) {
        messages.add(Optional.of(text));
        if (messages.size() >= MANY) {
            channel.config().setAutoRead(false);
        }
    }

    private void over() {
        closed = true;
        messages.add(Optional.empty());
    }

    /// Where a word was sent that it is closed, that goes out yet.
    private void left() {
        if (!closed) {
            lost();
        }
    }

    /// A client that closes its sending side without a word has left: nothing that it is told would be answered.
    private void lost() {
        over();
        channel.close();
    }

    /// The next message; waits for it. Empty once the socket is closed.
    public Optional<String> receive() throws InterruptedException { return taken(messages.take()); }

    /// The next message; empty when none came in time or the socket is closed, see [#isClosed].
    public Optional<String> receive(Duration wait) throws InterruptedException {
        var next = messages.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        return next == null ? Optional.empty() : taken(next);
    }

    private Optional<String> taken(Optional<String> next) {
        if (next.isEmpty()) {
            messages.add(next);
        } else if (messages.isEmpty()) {
            channel.config().setAutoRead(true);
        }
        return next;
    }

    public boolean isClosed() { return closed; }

    /// Sends a message. Waits while the client lets too much lie.
    ///
    /// @throws ClientGone when the socket is closed
    public void send(String text) {
        if (closed) {
            throw new ClientGone();
        }
        exchange.connection().outgoing().awaitWritable();
        channel.writeAndFlush(new TextWebSocketFrame(text));
    }

    /// Sends a ping; whether anybody is still there shows at the next write.
    public void ping() { channel.writeAndFlush(new PingWebSocketFrame()); }

    @Override
    public void close() { close(NORMAL, ""); }

    /// Closes with a status code of RFC 6455. Does nothing the second time.
    public synchronized void close(int code, String reason) {
        if (!closed) {
            over();
            channel.writeAndFlush(new CloseWebSocketFrame(code, reason)).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
