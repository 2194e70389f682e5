package dev.kintsugi.lab.bench;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.lab.bench.HostileClient.Seen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Sends hostile requests to a served lab, with a well-behaved caller among them: no 5xx that nobody asked for, nothing
/// barred let in, no hang, nothing acknowledged lost. For one thread.
public final class HostileRun {
    private static final int BATCH = 100;
    private static final int CALLERS = 8;
    private static final int SHOWN = 20;
    /// How the server words trouble of its own.
    private static final Pattern OWN = Pattern
            .compile("lab_store|store_unavailable|internal_error|server could not answer|server did not answer");

    private final int port;
    private final HostileWitness witness;
    private final Map<String, Map<String, Integer>> kinds = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private long slowest;

    private HostileRun(int port) {
        this.port = port;
        this.witness = new HostileWitness(port);
    }

    /// What came of it. Immutable.
    ///
    /// @param kinds        what was answered how often, by kind of request and status; `closed` and `reset` without an
    ///                     answer, `left` where the client did not wait for one
    /// @param acknowledged turns of the well-behaved caller
    /// @param slowestMs    the longest that one request took
    /// @param wrong        what should not have been, each in a line
    public record Report(int requests, Map<String, Map<String, Integer>> kinds, int acknowledged, long slowestMs,
            List<String> wrong) {
        public Report {
            kinds = Map.copyOf(kinds);
            wrong = List.copyOf(wrong);
        }

        public boolean passed() { return wrong.isEmpty() && acknowledged > 0; }
    }

    /// Sends so many to a server on this machine. The same seed sends the same.
    public static Report against(int port, int many, long seed, Consumer<String> progress) {
        var run = new HostileRun(port);
        try {
            run.send(many, seed, progress);
            run.wrong.addAll(run.witness.lost(port));
        } catch (IOException e) {
            run.wrong.add("the server answers no more: " + e);
        }
        return run.report(many);
    }

    /// Starts a lab of its own in a process of its own, sends so many, and looks after a restart for what was
    /// acknowledged. Throws a [Problem] when the lab does not start.
    ///
    /// @param folder for what the run leaves behind
    /// @param main   the class that starts the program
    public static Report served(int many, long seed, Path folder, String main, Consumer<String> progress) {
        var log = folder.resolve("server.log");
        var lab = ServedLab.in(folder, main);
        var run = new HostileRun(lab.port());
        try {
            try (var _ = Served.start(lab.command(), lab.port(), lab.health(), log)) {
                run.send(many, seed, progress);
                run.wrong.addAll(run.witness.lost(lab.port()));
            }
            progress.accept("starting again, to look for what was acknowledged");
            try (var again = Served.start(lab.command(), lab.port(), lab.health(), log)) {
                run.witness.lost(again.port()).forEach(line -> run.wrong.add("after a restart, " + line));
            }
        } catch (IOException e) {
            run.wrong.add("the server answers no more: " + e);
        }
        return run.report(many);
    }

    private Report report(int many) { return new Report(many, kinds, witness.acknowledged(), slowest, wrong); }

    private void send(int many, long seed, Consumer<String> progress) throws IOException {
        witness.speak();
        var requests = new HostileRequests(seed, port, witness.routes());
        try (var pool = Executors.newFixedThreadPool(CALLERS)) {
            for (var from = 0; from < many; from += BATCH) {
                var batch = new ArrayList<Hostile>();
                var under = new ArrayList<Future<Seen>>();
                for (var i = from; i < Math.min(many, from + BATCH); i++) {
                    var request = requests.next(i);
                    batch.add(request);
                    under.add(pool.submit(() -> HostileClient.send(port, request)));
                }
                witness.speak();
                var seen = seen(under);
                var steered = witness.calm();
                for (var i = 0; i < seen.size(); i++) {
                    judge(from + i, batch.get(i), seen.get(i), steered);
                }
                if ((from + BATCH) % (10 * BATCH) == 0) {
                    progress.accept((from + BATCH) + " of " + many + " requests");
                }
            }
        }
    }

    private static List<Seen> seen(List<Future<Seen>> under) {
        var seen = new ArrayList<Seen>();
        try {
            for (var each : under) {
                seen.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled();
        }
        return seen;
    }

    /// @param steered whether hostile requests had set up faults meanwhile
    private void judge(int number, Hostile request, Seen seen, boolean steered) {
        slowest = Math.max(slowest, seen.took().toMillis());
        kinds.computeIfAbsent(request.kind(), _ -> new TreeMap<>()).merge(seen.status(), 1, Integer::sum);
        var meant = request.failing() || steered && request.path().endsWith("/completions");
        var what = seen.status().equals("hang")
                ? "hangs"
                : seen.failed() && (!meant || OWN.matcher(seen.text()).find())
                        ? "fails"
                        : request.barred() && accepted(seen) ? "is let in" : "";
        if (!what.isEmpty() && wrong.size() < SHOWN) {
            wrong.add("request " + number + " (" + request.kind() + ") " + what + ": " + firstLine(seen.text())
                    + " for: " + shown(request));
        }
    }

    /// Also a second answer counts, to what was smuggled.
    private static boolean accepted(Seen seen) { return seen.accepted() || seen.text().contains("\nHTTP/1.1 2"); }

    private static String firstLine(String text) { return text.lines().findFirst().orElse("nothing came"); }

    private static String shown(Hostile request) {
        var text = new String(request.bytes(), StandardCharsets.ISO_8859_1);
        return text.substring(0, Math.min(400, text.length())).replace("\r\n", "⏎");
    }
}
