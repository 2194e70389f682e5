package dev.kintsugi.lab.bench;

import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Reads many streams at once, on one thread that does little else, and tells how far from its time each event came: the
/// first event of a stream sets the clock, and every further one is due one pace later. What it needs it
/// makes once, so that it has little garbage to collect while it measures. For one thread.
final class Pacing {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Reading> readings;
    private int open;

    Pacing(int streams) { readings = IntStream.range(0, streams).mapToObj(_ -> new Reading()).toList(); }

    /// Distances in milliseconds. Immutable.
    record Lateness(double median, double p99) {}

    /// A stream as it arrives. What has been read stays where it is.
    private static final class Reading {
        private static final byte[] EVENT = "\"content\":\"".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] END = "data: [DONE]".getBytes(StandardCharsets.US_ASCII);
        private static final int MOST = 64 << 10;

        private final ByteBuffer in = ByteBuffer.allocateDirect(MOST);
        private final long[] arrivals = new long[MOST / EVENT.length];
        private int events;
        private int seen;

        void begin() {
            in.clear();
            events = 0;
            seen = 0;
        }

        /// What has come by now; of an event in two pieces the second counts. Whether that was the end.
        boolean read(SocketChannel channel) {
            var now = System.nanoTime();
            try {
                var over = channel.read(in) < 0 || !in.hasRemaining();
                for (; seen + END.length <= in.position(); seen++) {
                    if (is(EVENT)) {
                        arrivals[events++] = now;
                    }
                    over |= is(END);
                }
                return over;
            } catch (IOException _) {
                return true;
            }
        }

        private boolean is(byte[] wanted) {
            for (var i = 0; i < wanted.length; i++) {
                if (in.get(seen + i) != wanted[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    Lateness lateness(int port, IntFunction<byte[]> request, Duration pace) {
        try (var selector = Selector.open()) {
            var channels = connected(selector, port);
            try {
                all(channels, selector, request);
            } finally {
                for (var channel : channels) {
                    channel.close();
                }
            }
            return lateness(pace);
        } catch (IOException e) {
            throw new Problem("The bench's streams failed", String.valueOf(e.getMessage()), "Run the bench again", e);
        }
    }

    private void all(List<SocketChannel> channels, Selector selector, IntFunction<byte[]> request) throws IOException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        begin(channels, selector, request);
        while (open > 0) {
            if (System.nanoTime() > until) {
                throw new IOException("they did not end within " + PATIENCE.toSeconds() + " s");
            }
            selector.select(this::read, 1_000);
        }
    }

    private List<SocketChannel> connected(Selector selector, int port) throws IOException {
        var channels = new ArrayList<SocketChannel>();
        for (var reading : readings) {
            var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channels.add(channel);
            reading.begin();
            channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, reading);
        }
        open = channels.size();
        return channels;
    }

    /// Asks for one stream after the other. What has come of those before is read meanwhile: it is not late because the
    /// reader still asks for others.
    private void begin(List<SocketChannel> channels, Selector selector, IntFunction<byte[]> request)
            throws IOException {
        for (var i = 0; i < channels.size(); i++) {
            channels.get(i).write(ByteBuffer.wrap(request.apply(i)));
            selector.selectNow(this::read);
        }
    }

    private void read(SelectionKey key) {
        if (((Reading) key.attachment()).read((SocketChannel) key.channel())) {
            key.cancel();
            open--;
        }
    }

    private Lateness lateness(Duration pace) throws IOException {
        var all = DoubleStream.builder();
        for (var reading : readings) {
            if (reading.events < 2) {
                throw new IOException("a stream ended at once");
            }
            var came = reading.arrivals;
            for (var i = 1; i < reading.events; i++) {
                all.add(Math.abs(came[i] - came[0] - i * pace.toNanos()) / 1e6);
            }
        }
        var sorted = all.build().sorted().toArray();
        return new Lateness(sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.99)]);
    }
}
