package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.agent.openai.ChatSource;
import dev.kintsugi.agent.openai.ScriptedChat;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.fault.wire.Planned;
import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.anthropic.AnthropicGateway;
import dev.kintsugi.gateway.http.HttpServer;
import dev.kintsugi.gateway.http.Routes;
import dev.kintsugi.gateway.http.ServerSettings;
import dev.kintsugi.lab.FaultPlans;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.lab.relay.Relay;
import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.lab.relay.Verdicts;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.report.verdict.CallerVerdict;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A lab in memory with its gateway on a port of its own.
public final class Gate implements AutoCloseable {
    public static final String QUESTION = "Where is my claim INS-2024-9876?";
    private static final ObjectMapper JSON = new ObjectMapper();

    public final Lab lab;
    public final Relay relay;
    private final Verdicts judge;
    public final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    private static final ScriptedChat SCRIPTED = new ScriptedChat(
            Agents.scripted(TestPacks.named("insurance"), 42, 8192));

    public Gate(RelaySettings settings) { this(settings, SCRIPTED); }

    public Gate(RelaySettings settings, ChatSource source) { this(settings, source, H2Journal.inMemory()); }

    /// Over a store on disk, where a call may be answered on the connection's loop.
    static Gate in(Path folder) { return over(H2Journal.open(folder)); }

    /// Over this store, which it closes.
    static Gate over(Journal journal) { return new Gate(RelaySettings.DEFAULTS, SCRIPTED, journal); }

    /// Over this store, which it closes, and to this source.
    static Gate over(Journal journal, ChatSource source) { return new Gate(RelaySettings.DEFAULTS, source, journal); }

    private Gate(RelaySettings settings, ChatSource source, Journal journal) {
        lab = new Lab(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT), journal,
                new EmbeddedState(new ConversationClock()), new TestAgents());
        judge = new Verdicts(lab);
        relay = new Relay(lab, source, settings);
        server = HttpServer.start("127.0.0.1", 0,
                ServerSettings.DEFAULTS.withRefusals(AnthropicGateway.refusals(Answers.REFUSALS)),
                new AnthropicGateway(relay, 0, Answers.REFUSALS)
                        .before(new OpenAiGateway(relay, 0).addTo(new Routes(Answers.REFUSALS))));
    }

    /// Plans faults for every session.
    public void plan(String... faults) {
        lab.change(lab.settings().withPlans(FaultPlans.NONE.withAll(Stream.of(faults).map(Planned::parse).toList())));
    }

    /// On its callers, also when it is closed.
    public List<CallerVerdict> verdicts() { return judge.now(); }

    public String base() { return "http://127.0.0.1:" + server.port() + "/v1"; }

    public static String body(String more) {
        return "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"" + QUESTION + "\"}]" + more + "}";
    }

    HttpResponse<String> post(String body, String... headers) throws IOException, InterruptedException {
        return at(base() + "/chat/completions", body, headers);
    }

    static String asks(String more) { return "{\"model\":\"gpt-4o\",\"input\":\"" + QUESTION + "\"" + more + "}"; }

    /// By the Responses API.
    HttpResponse<String> respond(String body, String... headers) throws IOException, InterruptedException {
        return at(base() + "/responses", body, headers);
    }

    public HttpResponse<String> at(String url, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofString(body))
                .header("content-type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(base() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// Everything that comes over the wire; `<reset>` at the end for a reset.
    String raw(String body, String... headers) throws IOException { return rawAt("/chat/completions", body, headers); }

    public String rawAt(String path, String body, String... headers) throws IOException {
        try (var socket = sentTo(path, body, headers)) {
            var all = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(all);
            } catch (SocketException e) {
                all.writeBytes("<reset>".getBytes(StandardCharsets.UTF_8));
            }
            return all.toString(StandardCharsets.UTF_8);
        }
    }

    /// A connection over which this was asked, and nothing read yet.
    Socket sent(String body, String... headers) throws IOException {
        return sentTo("/chat/completions", body, headers);
    }

    Socket sentTo(String path, String body, String... headers) throws IOException {
        var socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(10_000);
        var head = new StringBuilder("POST /v1" + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
        for (var i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(bytes);
        return socket;
    }

    public static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    /// The data of a stream's events.
    public static List<String> events(String body) {
        return body.lines().filter(l -> l.startsWith("data: ")).map(l -> l.substring(6)).toList();
    }

    /// The names of a stream's events.
    public static List<String> names(String body) {
        return body.lines().filter(l -> l.startsWith("event: ")).map(l -> l.substring(7)).toList();
    }

    static String text(List<String> events) throws IOException {
        var all = new StringBuilder();
        for (var event : events) {
            if (event.startsWith("{")) {
                all.append(JSON.readTree(event).path("choices").path(0).path("delta").path("content").asText(""));
            }
        }
        return all.toString();
    }

    /// The text of a streamed response.
    static String words(List<String> events) throws IOException {
        var all = new StringBuilder();
        for (var event : events) {
            if (event.endsWith("}") && event.contains("output_text.delta")) {
                all.append(JSON.readTree(event).path("delta").asText());
            }
        }
        return all.toString();
    }

    public List<TurnStory> turns(String session) { return lab.open(new SessionId(session)).turns(); }

    /// The first event of this kind in a session's first turn.
    public <E extends LabEvent> E event(String session, Class<E> kind) {
        return turns(session).getFirst().entries().stream().map(Entry::event).filter(kind::isInstance).map(kind::cast)
                .findFirst().orElseThrow();
    }

    @Override
    public void close() {
        http.close();
        server.close();
        relay.close();
        judge.close();
        lab.close();
    }
}
