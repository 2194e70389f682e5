package dev.kintsugi.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.agent.openai.ScriptedChat;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.gateway.guard.GuardSettings;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.lab.relay.Verdicts;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A served lab on a real socket, the scripted agent in it and no waiting.
public final class Served implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    public final Lab lab;
    public final Gateway gateway;
    private final Verdicts judge;
    public final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Served() { this(GuardSettings.LOOPBACK); }

    public Served(GuardSettings guard) { this(guard, LabSettings.defaults()); }

    public Served(GuardSettings guard, LabSettings settings) {
        var pack = TestPacks.named("insurance");
        lab = new Lab(settings.withTimeScale(ConversationClock.INSTANT), H2Journal.inMemory(),
                new EmbeddedState(new ConversationClock()),
                (agent, seed, clock) -> Agents.scripted(pack, seed, agent.contextWindow()).on(clock));
        judge = new Verdicts(lab);
        gateway = Gateway.open(lab, new ScriptedChat(Agents.scripted(pack, 42, settings.agent().contextWindow())),
                guard, RelaySettings.DEFAULTS, judge, 0, "test");
    }

    /// An answer, read. Immutable.
    public record Answer(int status, JsonNode body, HttpResponse<String> whole) {
        public String text(String pointer) { return body.at(pointer).asText(); }
    }

    public Answer get(String path) { return send("GET", path, null); }

    public Answer post(String path, String body) { return send("POST", path, body); }

    public Answer send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(gateway.address() + path)).timeout(Duration.ofSeconds(20));
        if (body != null) {
            request.header("content-type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.method(method, body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body)).build());
    }

    public Answer send(HttpRequest request) {
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), tree(response.body()), response);
        } catch (IOException e) {
            throw new AssertionError(request.uri() + " was not answered", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return JSON.nullNode();
        }
    }

    /// Sends bytes as they are and reads the status line of what comes back; empty when nothing comes.
    public String raw(byte[] bytes) throws IOException {
        try (var socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            var all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            var end = all.indexOf("\r\n");
            return end < 0 ? all : all.substring(0, end);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        gateway.close();
        judge.close();
        lab.close();
    }
}
