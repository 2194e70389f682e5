package dev.kintsugi.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The wire as it is: bytes leave as they are given, and the connection ends as one wants. Used by one thread.
public final class RawWire implements AutoCloseable {
    private final Exchange exchange;
    private boolean ended;

    RawWire(Exchange exchange) { this.exchange = exchange; }

    /// Sends bytes.
    ///
    /// @throws ClientGone when nobody is there to read them
    public void write(byte[] bytes) { exchange.connection().outgoing().send(Unpooled.wrappedBuffer(bytes)); }

    public void write(String text) { write(text.getBytes(StandardCharsets.UTF_8)); }

    /// Waits with the connection open until the client leaves, the server closes, or the time is over.
    ///
    /// @return whether somebody left before the time was over
    public boolean hold(Duration time) throws InterruptedException {
        exchange.awaitLeaving(Outgoing.nanos(time));
        return exchange.hasLeft();
    }

    /// Ends the connection in order (FIN), after everything that was written. Does nothing the second time.
    @Override
    public void close() {
        if (!ended) {
            ended = true;
            exchange.done(false);
        }
    }

    /// Tears the connection down (RST), after everything that was written has left this process.
    public void reset() {
        if (ended) {
            return;
        }
        ended = true;
        var channel = exchange.connection().channel();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        });
    }
}
