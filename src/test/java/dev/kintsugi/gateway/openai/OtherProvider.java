package dev.kintsugi.gateway.openai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.kintsugi.agent.forward.UpstreamChat;
import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.agent.provider.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// A provider on a real socket that answers as a test tells it to, and the way to it.
public final class OtherProvider implements AutoCloseable {
    private final HttpServer server;
    private final UpstreamChat way;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private volatile String asked = "";
    private volatile String heads = "";

    private record Answer(int status, String type, byte[] body) {}

    public OtherProvider() throws IOException { this(Secret.NONE); }

    /// @param key with which it is asked
    public OtherProvider(Secret key) throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        way = new UpstreamChat(
                ProviderSettings.at("http://127.0.0.1:" + server.getAddress().getPort() + "/v1", key, "m"));
    }

    public void at(String path, HttpHandler handler) { server.createContext(path, handler); }

    /// Answers so whatever is asked from now on at this path and below it.
    public void answers(String path, int status, String type, String body) {
        if (answers.put(path, new Answer(status, type, body.getBytes(StandardCharsets.UTF_8))) == null) {
            at(path, exchange -> answer(exchange, answers.get(path)));
        }
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
        asked = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        heads = exchange.getRequestHeaders().entrySet().stream()
                .map(h -> h.getKey().toLowerCase(Locale.ROOT) + ": " + String.join(",", h.getValue()))
                .collect(Collectors.joining("\n"));
        exchange.getResponseHeaders().add("content-type", answer.type());
        exchange.getResponseHeaders().add("request-id", "req_theirs");
        exchange.sendResponseHeaders(answer.status(), answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    /// The last request that was answered with such an answer: method, path and body.
    public String asked() { return asked; }

    /// Its headers, in lower case, one a line.
    public String heads() { return heads; }

    public UpstreamChat way() { return way; }

    @Override
    public void close() {
        way.close();
        server.stop(0);
    }
}
