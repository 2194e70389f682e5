package dev.kintsugi.lab.bench;

import dev.kintsugi.domain.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;

/// Reads many streams at once and tells how far from its time each event came: the first event of a stream sets the
/// clock, and every further one is due one pace later. Stateless.
final class Pacing {
    private Pacing() {}

    /// Distances in milliseconds. Immutable.
    record Lateness(double median, double p99) {}

    static Lateness lateness(int port, IntFunction<byte[]> request, int streams, Duration pace) {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = new ArrayList<Future<double[]>>();
            for (var i = 0; i < streams; i++) {
                var mine = request.apply(i);
                readers.add(pool.submit(() -> distances(arrivals(port, mine), pace)));
            }
            var all = DoubleStream.builder();
            for (var reader : readers) {
                Arrays.stream(reader.get()).forEach(all);
            }
            var sorted = all.build().sorted().toArray();
            return new Lateness(sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.99)]);
        } catch (ExecutionException e) {
            throw new Problem("The bench's streams failed", String.valueOf(e.getCause()), "Run the bench again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new dev.kintsugi.domain.time.Cancelled();
        }
    }

    private static double[] distances(List<Long> arrivals, Duration pace) {
        var distances = new double[arrivals.size() - 1];
        for (var i = 1; i < arrivals.size(); i++) {
            var due = arrivals.getFirst() + i * pace.toNanos();
            distances[i - 1] = Math.abs(arrivals.get(i) - due) / 1e6;
        }
        return distances;
    }

    /// When each event came; the last ones, which come together with the end, are left out.
    private static List<Long> arrivals(int port, byte[] request) throws IOException {
        var arrivals = new ArrayList<Long>();
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (var line = in.readLine(); line != null && !line.equals("data: [DONE]"); line = in.readLine()) {
                if (line.startsWith("data: ") && line.contains("\"content\"")) {
                    arrivals.add(System.nanoTime());
                }
            }
        }
        if (arrivals.size() < 2) {
            throw new IOException("a stream ended at once");
        }
        return arrivals;
    }
}
