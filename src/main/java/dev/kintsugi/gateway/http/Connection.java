package dev.kintsugi.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One client's connection: has its requests answered one after the other, and keeps time. Everything happens
/// on the connection's own loop but for what says otherwise.
final class Connection extends ChannelInboundHandlerAdapter {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_WAITING = 16;

    private final Channel channel;
    private final ServerSettings settings;
    private final Handler handler;
    private final Set<Connection> all;
    private final Arriving incoming;
    private final Outgoing outgoing;
    private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();
    private volatile @Nullable Exchange running;
    private boolean last;
    private boolean upgraded;
    private boolean arriving;
    private boolean asksToGoOn;
    private long quietSince = System.nanoTime();
    private long untaken;

    private Connection(Channel channel, ServerSettings settings, Handler handler, Set<Connection> all) {
        this.channel = channel;
        this.settings = settings;
        this.handler = handler;
        this.all = all;
        this.incoming = new Arriving(settings.maxBody());
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
        var left = untaken();
        if (left != untaken) {
            untaken = left;
            quietSince = System.nanoTime();
        }
        var quiet = System.nanoTime() - quietSince;
        if (running == null && !upgraded) {
            if (untaken > 0) {
                if (quiet > settings.writeTime().toNanos()) {
                    channel.close();
                    return;
                }
            } else if (arriving && quiet > settings.requestTime().toNanos()) {
                refuse(408, "The request did not arrive within " + settings.requestTime().toSeconds() + " seconds");
            } else if (!arriving && quiet > settings.idleTime().toNanos()) {
                channel.close();
                return;
            }
        }
        watchTheClock();
    }

    /// Bytes of answers that the client has not taken yet.
    private long untaken() {
        var out = channel.unsafe().outboundBuffer();
        return out == null ? 0 : out.totalPendingWriteBytes() - out.currentProgress();
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
        switch (incoming.take(part)) {
            case Arriving.Come.More more -> goOn(more);
            case Arriving.Come.Whole(var head, var body) -> {
                arriving = false;
                asksToGoOn = false;
                submit(new Exchange(this, head, body));
            }
            case Arriving.Come.Refused(var status, var why) -> refuse(status, why);
        }
    }

    /// Who waits for a word before sending the body gets it at once, or when its turn has come.
    private void goOn(Arriving.Come.More more) {
        if (more == Arriving.Come.More.ASKS_TO_GO_ON) {
            asksToGoOn = running != null;
            if (!asksToGoOn) {
                channel.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
            }
        }
    }

    private void submit(Exchange exchange) {
        if (!exchange.keepAlive()) {
            last = true;
        }
        if (running == null && waiting.isEmpty() && channel.isWritable()) {
            run(exchange);
            return;
        }
        waiting.add(exchange);
        readOrNot();
    }

    /// Reads no further requests where many wait, or where nobody takes the answers.
    private void readOrNot() {
        var reads = waiting.size() < MOST_WAITING && (running != null || channel.isWritable());
        if (channel.config().isAutoRead() != reads) {
            channel.config().setAutoRead(reads);
        }
    }

    private void run(Exchange exchange) {
        running = exchange;
        exchange.handling().start(handler);
    }

    /// Answers with an error of the server's own once what came before is answered, and closes.
    private void refuse(int status, String why) {
        last = true;
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, incoming.target());
        request.headers().set(HttpHeaderNames.CONNECTION, "close");
        var exchange = new Exchange(this, request, Arriving.NOTHING);
        exchange.handling().refusing(status, why);
        submit(exchange);
    }

    /// The reply is written: the next request's turn. Called on the loop.
    void answered(Exchange exchange, boolean keepOpen) {
        if (running != exchange) {
            return;
        }
        running = null;
        arriving = incoming.isBegun();
        quietSince = System.nanoTime();
        if (!keepOpen || (last || inputEnded()) && waiting.isEmpty()) {
            last = true;
            asksToGoOn = false;
            waiting.clear();
            closeSoftly();
            return;
        }
        goOn();
    }

    /// The next request's turn, if nothing is answered yet and the client reads.
    private void goOn() {
        if (running == null && channel.isWritable()) {
            var next = waiting.poll();
            if (next != null) {
                running = next;
                channel.eventLoop().execute(() -> next.handling().start(handler));
                return;
            }
            if (asksToGoOn) {
                asksToGoOn = false;
                channel.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
            }
        }
        readOrNot();
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
        if (!upgraded) {
            goOn();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            last = true;
            var exchange = running;
            if (exchange != null) {
                exchange.leaving();
            } else if (waiting.isEmpty()) {
                closeSoftly();
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
            if (exchange != null) {
                exchange.closing();
            } else if (untaken() > 0) {
                closeSoftly();
            } else {
                channel.close();
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
            exchange.handling().interrupt();
        }
        channel.close();
    }
}
