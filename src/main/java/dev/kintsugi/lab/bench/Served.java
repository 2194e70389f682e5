package dev.kintsugi.lab.bench;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.time.Cancelled;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server under measurement, in a process of its own. For one thread.
final class Served implements AutoCloseable {
    /// What the packaged launcher hands on to Java.
    private static final String HEAP = "-Xmx256m";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Process process;
    private final int port;
    private final Duration start;

    private Served(Process process, int port, Duration start) {
        this.process = process;
        this.port = port;
        this.start = start;
    }

    /// Starts it and waits until it answers this request. Throws a [Problem] when it does not.
    static Served start(List<String> command, int port, byte[] request, Path log) {
        var begin = System.nanoTime();
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().merge("KINTSUGI_OPTS", HEAP, (given, heap) -> given + " " + heap);
            var process = builder.start();
            while (!answers(port, request)) {
                if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                    process.destroyForcibly();
                    throw new Problem("A server of the bench does not answer",
                            "nothing came from port " + port + " within " + PATIENCE.toSeconds()
                                    + " s; last it said: " + lastLine(log),
                            "Try again when the machine has less to do");
                }
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
            return new Served(process, port, Duration.ofNanos(System.nanoTime() - begin));
        } catch (IOException e) {
            throw new Problem("A server of the bench cannot be started", String.valueOf(e.getMessage()),
                    "Install what it needs", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled();
        }
    }

    private static String lastLine(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.reduce("nothing", (_, last) -> last);
        }
    }

    private static boolean answers(int port, byte[] request) {
        try (var line = new LoadLine(new Socket("127.0.0.1", port))) {
            return line.ask(request).startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }

    int port() { return port; }

    /// From the start of the process to its first whole answer.
    Duration untilFirstAnswer() { return start; }

    /// Time on a processor since it began.
    Duration cpu() { return process.info().totalCpuDuration().orElse(Duration.ZERO); }

    /// Resident memory in MiB; 0 where the system does not tell.
    long residentMib() {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (var lines = Files.lines(status)) {
            return lines.filter(l -> l.startsWith("VmHWM"))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024)
                    .findFirst().orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
