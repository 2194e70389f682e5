package dev.kintsugi.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One client's connection: gathers requests, has them answered one after the other, and keeps time. Everything happens
/// on the connection's own loop but for what says otherwise.
final class Connection extends ChannelInboundHandlerAdapter {
    private static final byte[] NOTHING = {};
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_WAITING = 16;

    private final Channel channel;
    private final ServerSettings settings;
    private final Handler handler;
    private final Set<Connection> all;
    private final Outgoing outgoing;
    private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();
    private @Nullable HttpRequest head;
    private @Nullable ByteArrayOutputStream gathered;
    private volatile @Nullable Exchange running;
    private boolean last;
    private boolean upgraded;
    private boolean arriving;
    private boolean asksToGoOn;
    private long quietSince = System.nanoTime();

    private Connection(Channel channel, ServerSettings settings, Handler handler, Set<Connection> all) {
        this.channel = channel;
        this.settings = settings;
        this.handler = handler;
        this.all = all;
        this.outgoing = new Outgoing(channel, settings.writeTime().toNanos());
    }

    static void on(SocketChannel channel, ServerSettings settings, Handler handler, Set<Connection> all) {
        var connection = new Connection(channel, settings, handler, all);
        var config = new HttpDecoderConfig().setMaxInitialLineLength(settings.maxLine())
                .setMaxHeaderSize(settings.maxHeaders());
        channel.pipeline().addLast("arrival", connection.new Arrival())
                .addLast("decoder", new StrictDecoder(config)).addLast("connection", connection);
        all.add(connection);
        connection.watchTheClock();
    }

    /// A request that says its length in two ways is refused: two readers could read two requests.
    private static final class StrictDecoder extends HttpRequestDecoder {
        StrictDecoder(HttpDecoderConfig config) { super(config); }

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("both a length and chunks");
        }
    }

    /// Notes that bytes came, before anybody knows what they mean.
    private final class Arrival extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (!arriving && running == null) {
                arriving = true;
                quietSince = System.nanoTime();
            }
            context.fireChannelRead(message);
        }
    }

    private void watchTheClock() {
        var every = Math.min(settings.requestTime().toNanos(), settings.idleTime().toNanos()) / 4;
        channel.eventLoop().schedule(this::checkTheClock, Math.max(every, 1_000_000), TimeUnit.NANOSECONDS);
    }

    private void checkTheClock() {
        if (!channel.isActive()) {
            return;
        }
        var quiet = System.nanoTime() - quietSince;
        if (running == null && !upgraded) {
            if (arriving && quiet > settings.requestTime().toNanos()) {
                refuse(408, "The request did not arrive within " + settings.requestTime().toSeconds() + " seconds");
            } else if (!arriving && quiet > settings.idleTime().toNanos()) {
                channel.close();
                return;
            }
        }
        watchTheClock();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!last && message instanceof HttpObject part) {
                take(part);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            unreadable(part.decoderResult().cause());
            return;
        }
        if (part instanceof HttpRequest request) {
            begin(request);
        }
        if (!last && part instanceof HttpContent content) {
            gather(content);
        }
    }

    private void unreadable(Throwable cause) {
        switch (cause) {
            case TooLongHttpLineException _ -> refuse(414, "The request line is too long");
            case TooLongHttpHeaderException _ -> refuse(431, "The headers are too long");
            default -> refuse(400, "The request is not well-formed HTTP");
        }
    }

    private void begin(HttpRequest request) {
        head = request;
        gathered = null;
        if (HttpUtil.getContentLength(request, 0L) > settings.maxBody()) {
            refuse(413, "The body is larger than " + settings.maxBody() + " bytes");
        } else if (HttpUtil.is100ContinueExpected(request)) {
            asksToGoOn = running != null;
            if (!asksToGoOn) {
                channel.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
            }
        } else if (request.headers().contains(HttpHeaderNames.EXPECT)) {
            refuse(417, "Only 100-continue can be expected");
        }
    }

    private void gather(HttpContent content) {
        var bytes = content.content();
        var body = NOTHING;
        if (content instanceof LastHttpContent && gathered == null) {
            body = bytes(bytes);
        } else {
            var into = gathered == null ? new ByteArrayOutputStream() : gathered;
            gathered = into;
            into.writeBytes(bytes(bytes));
            if (into.size() > settings.maxBody()) {
                refuse(413, "The body is larger than " + settings.maxBody() + " bytes");
                return;
            }
            body = content instanceof LastHttpContent ? into.toByteArray() : NOTHING;
        }
        var request = head;
        if (content instanceof LastHttpContent && request != null) {
            arriving = false;
            asksToGoOn = false;
            head = null;
            gathered = null;
            submit(new Exchange(this, request, body));
        }
    }

    private static byte[] bytes(ByteBuf buffer) {
        if (!buffer.isReadable()) {
            return NOTHING;
        }
        var copy = new byte[buffer.readableBytes()];
        buffer.readBytes(copy);
        return copy;
    }

    private void submit(Exchange exchange) {
        if (!exchange.keepAlive()) {
            last = true;
        }
        if (running == null) {
            run(exchange);
            return;
        }
        waiting.add(exchange);
        if (waiting.size() >= MOST_WAITING) {
            channel.config().setAutoRead(false);
        }
    }

    private void run(Exchange exchange) {
        running = exchange;
        exchange.start(handler);
    }

    /// Answers with an error of the server's own once what came before is answered, and closes.
    private void refuse(int status, String why) {
        last = true;
        head = null;
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        request.headers().set(HttpHeaderNames.CONNECTION, "close");
        var exchange = new Exchange(this, request, NOTHING).refusing(status, why);
        submit(exchange);
    }

    /// The reply is written: the next request's turn. Called on the loop.
    void answered(Exchange exchange, boolean keepOpen) {
        if (running != exchange) {
            return;
        }
        running = null;
        arriving = head != null;
        quietSince = System.nanoTime();
        if (!keepOpen || inputEnded() && waiting.isEmpty()) {
            last = true;
            waiting.clear();
            closeSoftly();
            return;
        }
        var next = waiting.poll();
        if (next != null) {
            run(next);
            return;
        }
        if (asksToGoOn) {
            asksToGoOn = false;
            channel.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
        }
        if (!channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
    }

    private boolean inputEnded() { return channel instanceof SocketChannel socket && socket.isInputShutdown(); }

    /// Closes in order: sends what was written and then FIN, and reads on for a moment, so that bytes still under way
    /// do not make the system answer with a reset that would take the reply from the client.
    private void closeSoftly() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> {
            if (channel instanceof SocketChannel socket && channel.isActive() && !inputEnded()) {
                socket.shutdownOutput()
                        .addListener(_ -> channel.eventLoop().schedule(() -> channel.close(), 1, TimeUnit.SECONDS));
            } else {
                channel.close();
            }
        });
    }

    /// Turns the connection into one of another protocol: no request is read from it any more. Called on the loop.
    void upgrade() {
        upgraded = true;
        last = true;
    }

    Channel channel() { return channel; }

    ServerSettings settings() { return settings; }

    Outgoing outgoing() { return outgoing; }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        outgoing.writable();
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            last = true;
            var exchange = running;
            if (exchange != null) {
                exchange.leaving();
            } else {
                channel.close();
            }
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        all.remove(this);
        outgoing.gone();
        waiting.clear();
        var exchange = running;
        if (exchange != null) {
            exchange.leaving();
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) { channel.close(); }

    /// The server closes: nothing more is read, and what runs is told. From any thread.
    void finish() {
        channel.eventLoop().execute(() -> {
            last = true;
            waiting.clear();
            var exchange = running;
            if (exchange == null) {
                channel.close();
            } else {
                exchange.closing();
            }
        });
    }

    /// From any thread.
    void awaitClosed(long nanos) {
        if (nanos > 0) {
            channel.closeFuture().awaitUninterruptibly(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /// Closes at once. From any thread.
    void cut() {
        var exchange = running;
        if (exchange != null) {
            exchange.interrupt();
        }
        channel.close();
    }
}
