package dev.kintsugi.lab.bench;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.time.Cancelled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Holds one server of chat completions against another in one run: processor time per request, in rounds that take
/// turns, so that whatever else the machine does hurts both. For one thread.
final class GatewayRace {
    private static final int ROUNDS = 15;
    private static final int CALLERS = 8;
    private static final int WARM = 100_000;
    /// So much cheaper a round must be than the cheapest before it, for its server to count as still getting warm.
    private static final double BETTER = 0.97;
    private static final int STEADY = 4;
    private static final Duration WARMING = Duration.ofSeconds(180);
    /// A server that takes less than a twentieth of a processor for so long has nothing left to do.
    private static final Duration CALM = Duration.ofMillis(600);
    private static final int CALM_SHARE = 20;
    private static final Duration CALMING = Duration.ofSeconds(30);

    private final Duration time;
    private final Path log;
    private final Consumer<String> progress;

    /// @param time     of each measurement of one side, about
    /// @param log      where the servers' own output goes
    /// @param progress gets a line before each measurement
    GatewayRace(Duration time, Path log, Consumer<String> progress) {
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
    record Side(String name, List<String> command, int port, String body) {
        public Side {
            command = List.copyOf(command);
        }

        /// @param caller each has a key of its own, and so a session of its own
        byte[] request(int caller) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            return ("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\nContent-Type: application/json\r\nAuthorization: Bearer sk-bench-" + caller
                    + "\r\nContent-Length: "
                    + bytes.length + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
        }
    }

    /// What came of it: processor time per request in microseconds of each side, and their memory in MiB.
    ///
    /// @param oneAfter the same as `one` with what was done for the requests after the last of them was answered
    /// @param times    how many times the other's processor time the one's is less: the middle one of the rounds, each by
    ///                 itself, since what slows the machine for seconds slows both sides of a round
    /// @param timesInAll the same with what was done afterwards
    record Result(Figure one, Figure other, Figure oneAfter, Figure otherAfter, double times, double timesInAll,
            long oneMib, long otherMib) {}

    /// Runs one pair. Throws a [Problem] when a side does not answer.
    ///
    /// @param name in the figures' names, e.g. `plain`
    /// @param what for people
    Result run(String name, String what, Side one, Side other) {
        progress.accept(what);
        try (var first = Served.start(one.command(), one.port(), one.request(0), log);
                var second = Served.start(other.command(), other.port(), other.request(0), log)) {
            var share = time.dividedBy(ROUNDS);
            warm(first, one, share);
            warm(second, other, share);
            var ones = new Load[ROUNDS];
            var others = new Load[ROUNDS];
            for (var i = 0; i < ROUNDS; i++) {
                ones[i] = measure(first, one, share);
                others[i] = measure(second, other, share);
            }
            return new Result(answered(name, what, one, ones), answered(name, what, other, others),
                    inAll(name, what, one, ones), inAll(name, what, other, others),
                    times(ones, others, Load::micros), times(ones, others, Load::microsInAll), first.residentMib(),
                    second.residentMib());
        }
    }

    /// Until the server has compiled what it runs: the same for both sides, until several rounds in a row cost no less
    /// than the cheapest before them, or as long as anybody waits for that.
    private static void warm(Served server, Side side, Duration share) {
        var until = System.nanoTime() + WARMING.toNanos();
        var asked = 0L;
        var cheapest = Double.MAX_VALUE;
        for (var steady = 0; (asked < WARM || steady < STEADY) && System.nanoTime() < until; steady++) {
            var load = load(server, side, share);
            asked += load.asked();
            if (load.micros() < cheapest * BETTER) {
                cheapest = load.micros();
                steady = -1;
            }
        }
        calm(server, server.cpu());
    }

    private static Load measure(Served server, Side side, Duration time) {
        var load = load(server, side, time);
        return new Load(load.asked, load.cpu, load.cpu.plus(calm(server, load.at).minus(load.at)), load.at);
    }

    private static double times(Load[] ones, Load[] others, ToDoubleFunction<Load> cost) {
        var times = IntStream.range(0, ROUNDS)
                .mapToDouble(i -> cost.applyAsDouble(others[i]) / cost.applyAsDouble(ones[i]));
        return times.sorted().skip(ROUNDS / 2).findFirst().orElseThrow();
    }

    private static Figure answered(String name, String what, Side side, Load[] loads) {
        return Figure.of(name + "_" + side.name(), what + ", " + side.name(), "µs",
                Stream.of(loads).mapToDouble(Load::micros).toArray());
    }

    private static Figure inAll(String name, String what, Side side, Load[] loads) {
        return Figure.of(name + "_in_all_" + side.name(), what + ", with all that is done afterwards, " + side.name(),
                "µs", Stream.of(loads).mapToDouble(Load::microsInAll).toArray());
    }

    /// A measurement: requests that were answered, and the server's processor time for them.
    ///
    /// @param cpu   until the last was answered
    /// @param inAll until the server had nothing left to do for them
    /// @param at    all that it took since its start when the last was answered
    private record Load(long asked, Duration cpu, Duration inAll, Duration at) {
        double micros() { return each(cpu); }

        double microsInAll() { return each(inAll); }

        private double each(Duration time) { return time.toNanos() / 1e3 / Math.max(1, asked); }
    }

    private static Load load(Served server, Side side, Duration time) {
        var before = server.cpu();
        long asked;
        try {
            asked = LoadCallers.ask(server.port(), IntStream.range(0, CALLERS).mapToObj(side::request).toList(), time);
        } catch (IOException e) {
            throw new Problem("The bench's server " + side.name() + " failed", String.valueOf(e.getMessage()),
                    "Run the bench again", e);
        }
        var answered = server.cpu();
        var took = answered.minus(before);
        return new Load(asked, took, took, answered);
    }

    /// The processor time at which the server came to rest, so that what one side puts off hurts no other's round.
    private static Duration calm(Served server, Duration busy) {
        var until = System.nanoTime() + CALMING.toNanos();
        var before = busy;
        try {
            while (System.nanoTime() < until) {
                Thread.sleep(CALM);
                var now = server.cpu();
                if (now.minus(before).compareTo(CALM.dividedBy(CALM_SHARE)) < 0) {
                    return before;
                }
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled();
        }
        return before;
    }
}
