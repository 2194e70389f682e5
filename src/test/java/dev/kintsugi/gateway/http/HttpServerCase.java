package dev.kintsugi.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/// What tests of the HTTP server share: one on a port of its own, with a handler for each kind of reply.
@Timeout(value = 30, unit = TimeUnit.SECONDS)
abstract class HttpServerCase {
    static final Map<String, String> TEXT = Map.of("content-type", "text/plain");
    static final String END = "Host: x\r\nConnection: close\r\n\r\n";
    final AtomicReference<Exchange> last = new AtomicReference<>();
    final AtomicBoolean left = new AtomicBoolean();
    final CountDownLatch go = new CountDownLatch(1);
    HttpServer server;

    @BeforeEach
    void start() {
        var routes = new Routes(Refusals.PLAIN).add("GET", "/hello", x -> x.reply(200, TEXT, "hello".getBytes(UTF_8)))
                .add("POST", "/echo", x -> x.reply(200, TEXT, x.body())).add("GET", "/things/{name}", this::thing)
                .add("GET", "/stream", HttpServerTest::stream).add("GET", "/cut", HttpServerTest::cut)
                .add("GET", "/at-once",
                        x -> x.stream(200, TEXT).end(List.of("one ".getBytes(UTF_8), "two ".getBytes(UTF_8))))
                .add("GET", "/reset", HttpServerTest::reset).add("GET", "/hold", this::hold)
                .add("GET", "/breaks", _ -> {
                    throw new IllegalStateException("broken");
                }).add("GET", "/silent", _ -> {}).add("GET", "/socket", HttpServerTest::socket)
                .add("GET", "/flood", this::flood).add("GET", "/wait", x -> {
                    go.await();
                    x.reply(200, TEXT, "gone on".getBytes(UTF_8));
                });
        server = HttpServer.start("127.0.0.1", 0, settings(), x -> {
            last.set(x);
            routes.handle(x);
        });
    }

    static ServerSettings settings() {
        return ServerSettings.DEFAULTS.withMaxBody(1000).withTimes(Duration.ofMillis(600), Duration.ofMillis(900),
                Duration.ofMillis(700));
    }

    @AfterEach
    void stop() { server.close(); }

    void thing(Exchange x) { x.reply(200, TEXT, x.parameter("name").getBytes(UTF_8)); }

    static void stream(Exchange x) {
        var body = x.stream(200, TEXT);
        body.write("one ");
        body.write("two ");
        body.flush();
        body.write("three");
    }

    static void cut(Exchange x) {
        var body = x.stream(200, TEXT);
        body.write("whole");
        var wire = body.raw();
        wire.write("ff\r\npart");
        wire.close();
    }

    static void reset(Exchange x) {
        var wire = x.raw();
        wire.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nsome");
        wire.reset();
    }

    void hold(Exchange x) throws InterruptedException {
        x.onLeave(() -> left.set(true));
        var wire = x.raw();
        wire.write("HTTP/1.1 200 OK\r\n\r\n");
        wire.hold(Duration.ofSeconds(20));
    }

    void flood(Exchange x) {
        try (var body = x.stream(200, TEXT)) {
            while (true) {
                body.write("x".repeat(20_000));
                body.flush();
            }
        } catch (ClientGone e) {
            left.set(true);
            throw e;
        }
    }

    static void socket(Exchange x) throws InterruptedException {
        var socket = x.webSocket();
        for (var message = socket.receive(); message.isPresent(); message = socket.receive()) {
            socket.send("you said " + message.get());
        }
    }

    String ask(String request) throws Exception {
        try (var client = new Plain(server.port())) {
            return client.send(request).all();
        }
    }
}
