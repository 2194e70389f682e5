package dev.kintsugi.services;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One service on the wire, at an address of this machine. An answer ends its connection, so that what happens to one call
/// cannot happen to the next. Safe for many threads.
final class ServiceServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceServer.class);
    /// Carries the id under which a request is done once.
    static final String REQUEST_ID = "X-Request-ID";
    private static final String FATES = "/requests/";
    private static final int BACKLOG = 128;

    static {
        // Read once by the JDK's server: seconds that a request may take to arrive, and the most connections.
        System.setProperty("sun.net.httpserver.maxReqTime", "20");
        System.setProperty("jdk.httpserver.maxConnections", "256");
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Service service;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Requests requests = new Requests();
    private final AtomicLong answered = new AtomicLong();

    /// Listens from now on. Throws a [Problem] when the port is in use.
    ///
    /// @param port 0 for any free one
    ServiceServer(Service service, int port) {
        this.service = service;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
        } catch (IOException e) {
            throw new Problem("The service " + service.name().word() + " cannot listen on port " + port,
                    String.valueOf(e.getMessage()), "End the program that uses the port, or take other ports", e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI address() { return URI.create("http://127.0.0.1:" + server.getAddress().getPort()); }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        try {
            var asked = Incoming.read(exchange);
            if (asked.get("/health")) {
                return Answer.ok(health());
            }
            answered.incrementAndGet();
            if (asked.method().equals("GET") && asked.path().startsWith(FATES)) {
                return requests.fate(asked.path().substring(FATES.length()));
            }
            var id = exchange.getRequestHeaders().getFirst(REQUEST_ID);
            return requests.once(id == null ? "" : id, () -> service.answer(asked));
        } catch (Refusal refusal) {
            return refusal.plain() ? Answer.plain(refusal.status(), refusal.words()) : refused(refusal);
        } catch (RuntimeException e) {
            LOG.error("the service {} failed", service.name().word(), e);
            return refused(new Refusal(500, 0, "the service itself failed"));
        }
    }

    private Answer refused(Refusal refusal) { return new Answer(refusal.status(), service.refused(refusal)); }

    private ObjectNode health() {
        return JsonNodeFactory.instance.objectNode().put("status", "ok").put("service", service.name().word())
                .put("requests", answered.get()).put("duplicates", requests.duplicates());
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = answer.written().getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", (answer.plain() ? "text/plain" : "application/json") + "; charset=utf-8");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Connection", "close");
        var headOnly = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), headOnly ? -1 : bytes.length);
        if (!headOnly) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
