package dev.kintsugi.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.awaitility.Awaitility;

/// A real Postgres of a test's own, which may be killed and started again over the same files.
public final class OwnPostgres implements AutoCloseable {
    private final Path files;
    private EmbeddedPostgres server;
    private final int port;

    public OwnPostgres(Path files) {
        this.files = files;
        this.server = begun(0);
        this.port = server.getPort();
    }

    private EmbeddedPostgres begun(int at) {
        try {
            var builder = EmbeddedPostgres.builder().setDataDirectory(files).setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(files.resolveSibling("work").toFile());
            return (at == 0 ? builder : builder.setPort(at)).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() { return "postgresql://postgres:secret-word@localhost:" + port + "/postgres"; }

    PostgresUrl url() { return (PostgresUrl) StoreUrl.of("DATABASE_URL", address()); }

    private ProcessHandle postmaster() {
        try (var lines = Files.lines(files.resolve("postmaster.pid"))) {
            return ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow().strip())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Kills the server with all its processes.
    public void kill() {
        var master = postmaster();
        var all = master.descendants().toList();
        master.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        Awaitility.await().until(() -> !master.isAlive() && all.stream().noneMatch(ProcessHandle::isAlive));
        close();
    }

    public void startAgain() { server = begun(port); }

    /// Stops every process of the server where it stands, or lets them go on.
    void freeze(boolean stop) {
        var master = postmaster();
        var all = new ArrayList<>(master.descendants().toList());
        all.add(master);
        for (var process : all) {
            try {
                new ProcessBuilder("kill", stop ? "-STOP" : "-CONT", "" + process.pid()).start().waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            server.close();
            return true;
        });
    }
}
