package dev.kintsugi.lab.bench;

import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Holds one server of chat completions against another in one run: processor time per request, in rounds that take
/// turns, so that whatever else the machine does hurts both. For one thread.
public final class GatewayRace {
    private static final int ROUNDS = 5;
    private static final int CONNECTIONS = 8;

    private final Duration time;
    private final Path log;
    private final Consumer<String> progress;

    /// @param time     of each measurement of one side, about
    /// @param log      where the servers' own output goes
    /// @param progress gets a line before each measurement
    public GatewayRace(Duration time, Path log, Consumer<String> progress) {
        this.time = time;
        this.log = log;
        this.progress = progress;
    }

    /// One side of a race. Immutable.
    ///
    /// @param name    in the figure's name, e.g. `ours`
    /// @param command starts it
    /// @param port    where it then listens
    /// @param body    of the request, as JSON
    public record Side(String name, List<String> command, int port, String body) {
        public Side {
            command = List.copyOf(command);
        }

        byte[] request() {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            return ("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\nContent-Type: application/json\r\nAuthorization: Bearer sk-bench\r\nContent-Length: "
                    + bytes.length + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
        }
    }

    /// What came of it: processor time per request in microseconds of each side, their memory in MiB and the time to the
    /// first answer in milliseconds.
    public record Result(Figure one, Figure other, long oneMib, long otherMib, long oneStartMs, long otherStartMs) {
        /// How many times the other's processor time the one's is less.
        public double times() { return other.median() / one.median(); }
    }

    /// Runs one pair. Throws a [Problem] when a side does not answer.
    public Result run(String what, Side one, Side other) {
        progress.accept(what);
        try (var first = Served.start(one.command(), one.port(), one.request(), log);
                var second = Served.start(other.command(), other.port(), other.request(), log)) {
            var share = time.dividedBy(ROUNDS + 1);
            load(first, one, share);
            load(second, other, share);
            var costs = new double[2][ROUNDS];
            for (var i = 0; i < ROUNDS; i++) {
                costs[0][i] = load(first, one, share);
                costs[1][i] = load(second, other, share);
            }
            return new Result(Figure.of(one.name(), what + ", " + one.name(), "µs", costs[0]),
                    Figure.of(other.name(), what + ", " + other.name(), "µs", costs[1]), first.residentMib(),
                    second.residentMib(), first.untilFirstAnswer().toMillis(), second.untilFirstAnswer().toMillis());
        }
    }

    /// Processor time of the server per request, in microseconds.
    private static double load(Served server, Side side, Duration time) {
        var before = server.cpu();
        var asked = 0L;
        var until = System.nanoTime() + time.toNanos();
        try (var pool = Executors.newFixedThreadPool(CONNECTIONS)) {
            var lines = new ArrayList<Future<Long>>();
            for (var i = 0; i < CONNECTIONS; i++) {
                lines.add(pool.submit(() -> ask(server.port(), side.request(), until)));
            }
            for (var line : lines) {
                asked += line.get();
            }
        } catch (ExecutionException e) {
            throw new Problem("The bench's server " + side.name() + " failed", String.valueOf(e.getCause()),
                    "Run the bench again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new dev.kintsugi.domain.time.Cancelled();
        }
        return server.cpu().minus(before).toNanos() / 1e3 / Math.max(1, asked);
    }

    private static long ask(int port, byte[] request, long until) throws IOException {
        var asked = 0L;
        try (var line = new LoadLine(new Socket("127.0.0.1", port))) {
            @Nullable
            String reply = null;
            while (reply == null || System.nanoTime() < until) {
                reply = line.ask(request);
                if (!reply.startsWith("HTTP/1.1 200")) {
                    throw new IOException("it answered " + reply.lines().findFirst().orElse(""));
                }
                asked++;
            }
        }
        return asked;
    }
}
