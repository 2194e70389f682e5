package dev.kintsugi.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.bench.GatewayRace.Result;
import dev.kintsugi.lab.bench.GatewayRace.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Holds the gateway, as `serve` starts it with 256 MiB, against the mock server that one would take from npm: both give
/// the same words. For one thread.
public final class GatewayBench {
    /// The mock server, of the version that was tried.
    public static final String PACKAGE = "@copilotkit/aimock";
    private static final String VERSION = "1.43.0";

    private static final int STARTS = 5;
    private static final int STREAMS = 200;
    private static final int PACING_ROUNDS = 25;
    /// What comes before is slow code, and its compiler on a core that the server needs.
    private static final int PACING_WARM_UP = 45;
    private static final Duration PACE = Duration.ofMillis(20);
    private static final String ANSWER = "Your claim is in review. It is eight days old and at the stage of damage"
            + " assessment; the report of the assessor is expected within two working days, and you will have a decision"
            + " within a week at the latest, sooner if photos of the damage reach us before that.";

    private final Path folder;
    private final Path mock;
    private final String main;
    private final GatewayRace race;
    private final Consumer<String> progress;
    private final List<Figure> figures = new ArrayList<>();
    private final List<Ratio> ratios = new ArrayList<>();

    private GatewayBench(Duration time, Path folder, Path mock, String main, Consumer<String> progress) {
        this.folder = folder;
        this.mock = mock;
        this.main = main;
        this.progress = progress;
        this.race = new GatewayRace(time, folder.resolve("servers.log"), progress);
    }

    /// Runs all of it. Throws a [Problem] when Node or npm is missing, or a server does not answer.
    ///
    /// @param time   of each measurement of one side, about
    /// @param folder for what the run leaves behind
    /// @param mock   where the mock server is kept; it is fetched once
    /// @param main   the class that starts the program
    public static Findings run(Duration time, Path folder, Path mock, String main, Consumer<String> progress) {
        MockServer.fetch(PACKAGE, VERSION, mock, progress);
        return new GatewayBench(time, folder.toAbsolutePath(), mock.toAbsolutePath(), main, progress).all();
    }

    private Findings all() {
        var fixtures = fixtures();
        var plain = race.run("plain", "a plain reply, recording off", ours(body(false), "--no-record"),
                mock(fixtures, body(false)));
        told("plain", "a plain reply: the mock server's processor time over ours", plain);
        var kept = race.run("recorded", "every call recorded, a session for each caller", ours(body(false)),
                mock(fixtures, body(false)));
        told("recorded", "every call recorded: the same", kept);
        figures.add(kept.oneAfter());
        figures.add(kept.otherAfter());
        ratios.add(new Ratio("recorded_in_all", "every call recorded, with the tables that follow later: the same",
                kept.timesInAll()));
        started(fixtures);
        told("streamed", "streamed without delay: the same",
                race.run("streamed", "streamed without delay", ours(body(true), "--no-record"),
                        mock(fixtures, body(true))));
        forwarded(fixtures);
        figures.add(Figure.of("memory", "most memory resident while recording, of ours (at -Xmx256m)", "MiB",
                kept.oneMib()));
        figures.add(Figure.of("memory_mock", "the same of the mock server", "MiB", kept.otherMib()));
        paced();
        return new Findings(figures, ratios);
    }

    /// Each in turn, as whatever else the machine does hurts all.
    private void started(Path fixtures) {
        progress.accept("starts");
        var off = new double[STARTS];
        var kept = new double[STARTS];
        var other = new double[STARTS];
        for (var i = 0; i < STARTS; i++) {
            off[i] = start(ours(body(false), "--no-record"));
            kept[i] = start(ours(body(false)));
            other[i] = start(mock(fixtures, body(false)));
        }
        figures.add(Figure.of("start", "start of the process to the first answer, recording off", "ms", off));
        figures.add(Figure.of("start_mock", "the same of the mock server", "ms", other));
        figures.add(Figure.of("start_storage", "start to the first answer, storage open and the answer recorded", "ms",
                kept));
    }

    private double start(Side side) {
        try (var served = Served.start(side.command(), side.port(), side.request(0), folder.resolve("servers.log"))) {
            return served.untilFirstAnswer().toNanos() / 1e6;
        }
    }

    private void told(String name, String title, Result result) {
        figures.add(result.one());
        figures.add(result.other());
        ratios.add(new Ratio(name, title, result.times()));
    }

    /// Both pass the call on to the same server; what they cost is what forwarding adds.
    private void forwarded(Path fixtures) {
        var upstream = mock(fixtures, body(false));
        try (var behind = Served.start(upstream.command(), upstream.port(), upstream.request(0),
                folder.resolve("servers.log"))) {
            var to = "http://127.0.0.1:" + behind.port();
            var nothing = write("nothing.json", Map.of("fixtures", List.of()));
            var other = ServedLab.free();
            var command = mock(other, nothing, "--proxy-only", "--provider-openai", to);
            var result = race.run("forwarded", "a call passed on, recording off",
                    ours(body(false), "--no-record", "--agent", "provider", "--base-url", to + "/v1"),
                    new Side("mock", command, other, body(false)));
            figures.add(result.one());
            figures.add(result.other());
            ratios.add(new Ratio("forwarded", "what forwarding adds: ours over the mock server's",
                    1 / result.times()));
        }
    }

    private void paced() {
        progress.accept(STREAMS + " streams with " + PACE.toMillis() + " ms between words");
        var side = ours(body(true), "--no-record", "--pace", Long.toString(PACE.toMillis()));
        try (var served = Served.start(side.command(), side.port(), side.request(0), folder.resolve("servers.log"))) {
            var pacing = new Pacing(STREAMS);
            var median = new double[PACING_ROUNDS];
            var p99 = new double[PACING_ROUNDS];
            for (var i = -PACING_WARM_UP; i < PACING_ROUNDS; i++) {
                var late = pacing.lateness(served.port(), side::request, PACE);
                median[Math.max(0, i)] = late.median();
                p99[Math.max(0, i)] = late.p99();
            }
            figures.add(Figure.of("paced_p50", "a word's distance from its time, " + STREAMS + " streams, median", "ms",
                    median));
            figures.add(Figure.of("paced_p99", "the same, 99 of 100 are nearer", "ms", p99));
        }
    }

    private Side ours(String body, String... more) {
        var lab = ServedLab.in(folder, main);
        return new Side("ours", lab.command(more), lab.port(), body);
    }

    private Side mock(Path fixtures, String body) {
        var port = ServedLab.free();
        return new Side("mock", mock(port, fixtures), port, body);
    }

    private List<String> mock(int port, Path fixtures, String... more) {
        var chunk = Math.ceilDiv(ANSWER.length(), ANSWER.split(" ").length);
        return Stream.concat(Stream.of("node", mock.resolve("node_modules/.bin/llmock").toString(), "-p",
                Integer.toString(port), "-f", fixtures.toString(), "-c", Integer.toString(chunk), "--log-level",
                "silent"), Stream.of(more)).toList();
    }

    private static String body(boolean stream) {
        return "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Where is my claim INS-2024-9876?\"}]"
                + (stream ? ",\"stream\":true}" : "}");
    }

    private Path fixtures() {
        return write("fixtures.json", Map.of("fixtures", List.of(Map.of("match", Map.of("userMessage", "claim"),
                "response", Map.of("content", ANSWER)))));
    }

    private Path write(String name, Map<String, ?> content) {
        try {
            return Files.writeString(folder.resolve(name), new ObjectMapper().writeValueAsString(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
