package dev.kintsugi.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/// A real client and a real server, and between them a proxy with faults that understand HTTP.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class HttpToxicRig extends ProxyRig {
    final List<String> served = new CopyOnWriteArrayList<>();
    final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private HttpServer server;
    Proxy proxy;

    @BeforeEach
    final void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        proxy = proxies.add("web", Address.parse(":0"), new Address("127.0.0.1", server.getAddress().getPort()), true)
                .orElseThrow();
    }

    @AfterEach
    final void close() {
        client.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var said = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        served.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + said.length());
        var path = exchange.getRequestURI().getPath();
        var body = ("served " + path).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("X-Served", "yes");
        if (path.startsWith("/none")) {
            exchange.sendResponseHeaders(204, -1);
        } else if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().add("Content-Length", "4");
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.sendResponseHeaders(200, path.startsWith("/chunked") ? 0 : body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    final HttpResponse<String> ask(String method, String path, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://" + proxy.listen() + path)).method(method,
                HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    final String get(String path) throws Exception {
        var response = ask("GET", path, "");
        return response.statusCode() + " " + response.body();
    }

    final void http(Direction direction, HttpMatch match, HttpReply reply) { http(direction, 1, 0, 0, match, reply); }

    final void http(Direction direction, double toxicity, int first, int every, HttpMatch match, HttpReply reply) {
        assertThat(proxy.add(new ToxicRule("http_" + direction.word(), direction, toxicity, first, every,
                new Toxic.Http(match, reply)))).isTrue();
    }

    static HttpMatch path(String path) { return new HttpMatch("", path, ""); }

    static HttpReply status(int status) { return new HttpReply(status, Map.of(), null); }
}
