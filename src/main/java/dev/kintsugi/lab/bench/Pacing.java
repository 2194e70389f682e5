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

    /// A stream as it arrives.
    private static final class Reading {
        private static final String EVENT = "\"content\":\"";
        private static final String END = "data: [DONE]";

        private final List<Long> arrivals = new ArrayList<>();
        private final StringBuilder unread = new StringBuilder();
        private boolean over;

        /// What came at this moment; of an event in two pieces the second counts.
        void add(String text, long now) {
            unread.append(text);
            var from = 0;
            for (var at = unread.indexOf(EVENT); at >= 0; at = unread.indexOf(EVENT, from)) {
                from = at + EVENT.length();
                arrivals.add(now);
            }
            over |= unread.indexOf(END, from) >= 0;
            unread.delete(0, Math.max(from, unread.length() - EVENT.length()));
        }
    }

    static Lateness lateness(int port, IntFunction<byte[]> request, int streams, Duration pace) {
        try (var selector = Selector.open()) {
            var readings = begun(selector, port, request, streams);
            var until = System.nanoTime() + PATIENCE.toNanos();
            var buffer = ByteBuffer.allocate(16 << 10);
            while (readings.stream().anyMatch(r -> !r.over)) {
                if (System.nanoTime() > until) {
                    throw new IOException("they did not end within " + PATIENCE.toSeconds() + " s");
                }
                selector.select(key -> read(key, buffer), 1_000);
            }
            return lateness(readings, pace);
        } catch (IOException e) {
            throw new Problem("The bench's streams failed", String.valueOf(e.getMessage()), "Run the bench again", e);
        }
    }

    private static List<Reading> begun(Selector selector, int port, IntFunction<byte[]> request, int streams)
            throws IOException {
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < streams; i++) {
            var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channel.write(ByteBuffer.wrap(request.apply(i)));
            channel.configureBlocking(false);
            var reading = new Reading();
            channel.register(selector, SelectionKey.OP_READ, reading);
            readings.add(reading);
        }
        return readings;
    }

    private static void read(SelectionKey key, ByteBuffer buffer) {
        var reading = (Reading) key.attachment();
        var now = System.nanoTime();
        buffer.clear();
        try {
            var channel = (SocketChannel) key.channel();
            var read = channel.read(buffer);
            if (read >= 0) {
                reading.add(StandardCharsets.ISO_8859_1.decode(buffer.flip()).toString(), now);
            }
            reading.over |= read < 0;
            if (reading.over) {
                channel.close();
            }
        } catch (IOException _) {
            reading.over = true;
        }
    }

    private static Lateness lateness(List<Reading> readings, Duration pace) throws IOException {
        var all = DoubleStream.builder();
        for (var reading : readings) {
            var came = reading.arrivals;
            if (came.size() < 2) {
                throw new IOException("a stream ended at once");
            }
            for (var i = 1; i < came.size(); i++) {
                all.add(Math.abs(came.get(i) - came.getFirst() - i * pace.toNanos()) / 1e6);
            }
        }
        var sorted = all.build().sorted().toArray();
        return new Lateness(sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.99)]);
    }
}
