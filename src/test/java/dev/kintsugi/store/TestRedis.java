package dev.kintsugi.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/// A real Redis of a test's own, with a password, which may be killed and started again at the same port.
public final class TestRedis implements AutoCloseable {
    static final String PASSWORD = "s3cret/word";

    private final int port;
    private RedisServer server;

    public TestRedis() {
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = begun();
    }

    private RedisServer begun() {
        try {
            var made = RedisServer.newRedisServer().port(port).setting("bind 127.0.0.1")
                    .setting("requirepass " + PASSWORD).setting("save \"\"").build();
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() { return "redis://:s3cret%2Fword@127.0.0.1:" + port; }

    RedisUrl address() { return RedisUrl.of("REDIS_URL", url()); }

    /// Ends the process with all that it knew.
    public void kill() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void startAgain() { server = begun(); }

    @Override
    public void close() { kill(); }
}
