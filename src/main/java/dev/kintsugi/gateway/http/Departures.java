package dev.kintsugi.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;

/// What was written on a loop leaves once the loop has been through all that had arrived, one right after the other: who
/// reads the answers of several connections is woken once for them, and waking costs as much as sending. Each loop has its
/// own.
final class Departures {
    /// So many leave without waiting for the rest.
    private static final int MOST = 16;
    private static final FastThreadLocal<Departures> HERE = new FastThreadLocal<>() {
        @Override
        protected Departures initialValue() { return new Departures(); }
    };

    private final List<Channel> waiting = new ArrayList<>(MOST);

    private Departures() {}

    /// Sends bytes on a connection, in the order of their writing. From any thread; only the connection's own loop puts
    /// them together with others.
    static void send(Channel channel, ByteBuf bytes) {
        if (channel.eventLoop().inEventLoop()) {
            channel.write(bytes);
            HERE.get().soon(channel);
        } else {
            channel.writeAndFlush(bytes);
        }
    }

    private void soon(Channel channel) {
        waiting.add(channel);
        if (waiting.size() == 1) {
            channel.eventLoop().execute(this::leave);
        } else if (waiting.size() >= MOST) {
            leave();
        }
    }

    /// What is written because others leave waits for the next time.
    private void leave() {
        var leaving = List.copyOf(waiting);
        waiting.clear();
        leaving.forEach(Channel::flush);
    }
}
