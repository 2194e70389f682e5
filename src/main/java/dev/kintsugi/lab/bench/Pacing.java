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

/// Reads many streams at once, on one thread that does little else, and tells how far from its time each event came: the
/// first event of a stream sets the clock, and every further one is due one pace later. Stateless.
final class Pacing {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Pacing() {}

    /// Distances in milliseconds. Immutable.
    record Lateness(double median, double p99) {}

    /// A stream as it arrives. What has been read stays where it is: garbage of the reader's would be late events.
    private static final class Reading {
        private static final byte[] EVENT = "\"content\":\"".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] END = "data: [DONE]".getBytes(StandardCharsets.US_ASCII);
        private static final int MOST = 64 << 10;

        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocateDirect(MOST);
        private final long[] arrivals = new long[MOST / EVENT.length];
        private int events;
        private int seen;
        private boolean over;

        Reading(SocketChannel channel) { this.channel = channel; }

        /// What has come by now; of an event in two pieces the second counts.
        void read() {
            var now = System.nanoTime();
            try {
                over = channel.read(in) < 0 || !in.hasRemaining();
                for (; seen + END.length <= in.position(); seen++) {
                    if (is(EVENT)) {
                        arrivals[events++] = now;
                    }
                    over |= is(END);
                }
                if (over) {
                    channel.close();
                }
            } catch (IOException _) {
                over = true;
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

    static Lateness lateness(int port, IntFunction<byte[]> request, int streams, Duration pace) {
        try (var selector = Selector.open()) {
            var readings = connected(selector, port, streams);
            var until = System.nanoTime() + PATIENCE.toNanos();
            begin(readings, selector, request);
            while (readings.stream().anyMatch(r -> !r.over)) {
                if (System.nanoTime() > until) {
                    throw new IOException("they did not end within " + PATIENCE.toSeconds() + " s");
                }
                selector.select(Pacing::read, 1_000);
            }
            return lateness(readings, pace);
        } catch (IOException e) {
            throw new Problem("The bench's streams failed", String.valueOf(e.getMessage()), "Run the bench again", e);
        }
    }

    private static List<Reading> connected(Selector selector, int port, int streams) throws IOException {
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < streams; i++) {
            var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            readings.add(new Reading(channel));
            channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, readings.getLast());
        }
        return readings;
    }

    /// Asks for one stream after the other. What has come of those before is read meanwhile: it is not late because the
    /// reader still asks for others.
    private static void begin(List<Reading> readings, Selector selector, IntFunction<byte[]> request)
            throws IOException {
        for (var i = 0; i < readings.size(); i++) {
            readings.get(i).channel.write(ByteBuffer.wrap(request.apply(i)));
            selector.selectNow(Pacing::read);
        }
    }

    private static void read(SelectionKey key) { ((Reading) key.attachment()).read(); }

    private static Lateness lateness(List<Reading> readings, Duration pace) throws IOException {
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
