package dev.kintsugi.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadCallersTest {
    private final AtomicLong answered = new AtomicLong();
    private final ConcurrentHashMap<String, Long> callers = new ConcurrentHashMap<>();
    private HttpServer server;
    private volatile int status = 200;
    /// 0 for chunks.
    private volatile long length;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            callers.merge(exchange.getRequestHeaders().getFirst("Caller"), 1L, Long::sum);
            exchange.sendResponseHeaders(status, length);
            answered.incrementAndGet();
            try (var body = exchange.getResponseBody()) {
                body.write("x".repeat(9_000).getBytes(StandardCharsets.US_ASCII));
            }
        });
        server.start();
    }

    @AfterEach
    void end() { server.stop(0); }

    @Test
    void answersInChunksAreCountedWhenTheyAreWhole() throws Exception { assertThat(ask()).isEqualTo(answered.get()); }

    @Test
    void answersOfAKnownLengthAreCountedWhenTheyAreWhole() throws Exception {
        length = 9_000;

        assertThat(ask()).isEqualTo(answered.get());
    }

    @Test
    void eachCallerAsksAgainAndAgain() throws Exception {
        ask();

        assertThat(callers).containsOnlyKeys("0", "1", "2")
                .allSatisfy((_, asked) -> assertThat(asked).isGreaterThan(1));
    }

    @Test
    void anAnswerThatIsNoneEndsIt() {
        status = 503;

        assertThatThrownBy(this::ask).isInstanceOf(IOException.class).hasMessageContaining("503");
    }

    @Test
    void aServerThatLeavesEndsIt() {
        length = 9_001;

        assertThatThrownBy(this::ask).isInstanceOf(IOException.class);
    }

    private long ask() throws IOException {
        var requests = List.of("0", "1", "2").stream()
                .map(caller -> ("GET / HTTP/1.1\r\nHost: localhost\r\nCaller: " + caller + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII))
                .toList();
        return LoadCallers.ask(server.getAddress().getPort(), requests, Duration.ofMillis(200));
    }
}
