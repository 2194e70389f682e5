package dev.kintsugi.gateway.toxiproxy;

import dev.kintsugi.gateway.guard.GuardSettings;
import dev.kintsugi.network.Proxies;
import dev.kintsugi.network.Service;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;

/// Toxiproxy's interface on a real port, over real proxies before a server that sends back what it gets.
abstract class ToxiproxyRig {
    final Proxies proxies = new Proxies(42);
    final Service service = new Service(Service.ECHO);
    final Toxiproxy door = Toxiproxy.open(proxies, GuardSettings.LOOPBACK, 0);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        door.close();
        proxies.close();
        service.close();
        http.close();
    }

    /// An answer. Immutable.
    record Got(int status, String body) {}

    Got ask(String method, String path, String body, String... headers) {
        var response = send(method, path, body, headers);
        return new Got(response.statusCode(), response.body().strip());
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(door.address() + path)).method(method,
                HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    String create(String name) {
        return ask("POST", "/proxies", "{\"name\":\"" + name + "\",\"listen\":\"127.0.0.1:0\",\"upstream\":\""
                + service.address() + "\"}").body();
    }

    /// What comes back of a word; empty when the connection is closed.
    static String echo(int port, String word) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(word.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readNBytes(word.length()), StandardCharsets.UTF_8);
        }
    }

    int port(String proxy) { return proxies.find(proxy).orElseThrow().listen().port(); }
}
