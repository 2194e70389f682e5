package dev.kintsugi.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A well-behaved caller in the middle of hostile ones: says things, and remembers what was acknowledged. For one thread.
final class HostileWitness {
    private static final String SESSION = "witness";
    private static final int PAGE = 200;

    private final int port;
    private final Map<String, Set<String>> acknowledged = new HashMap<>();
    private int said;

    HostileWitness(int port) { this.port = port; }

    /// Says one thing by each door. What is answered with a 200 is acknowledged.
    void speak() throws IOException {
        said++;
        var text = "Where is my claim INS-2024-9876? (" + said + ")";
        say(SESSION + "-rest", text, "/api/v1/chat",
                "{\"session_id\":\"" + SESSION + "-rest\",\"message\":\"" + text + "\"}");
        say(SESSION + "-v1", text, "/s/" + SESSION + "-v1/v1/chat/completions",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}");
    }

    private void say(String session, String text, String path, String body) throws IOException {
        if (ask("POST", path, body).startsWith("HTTP/1.1 200 ")) {
            acknowledged.computeIfAbsent(session, _ -> new HashSet<>()).add(text);
        }
    }

    int acknowledged() { return acknowledged.values().stream().mapToInt(Set::size).sum(); }

    /// What was acknowledged and is not in the histories of the server at this port, or is there twice.
    List<String> lost(int where) throws IOException {
        var lost = new ArrayList<String>();
        for (var session : acknowledged.entrySet()) {
            var kept = new HashMap<String, Integer>();
            for (var offset = 0; offset <= 2L * said; offset += PAGE) {
                var reply = ask(where, "GET", "/api/v1/sessions/" + session.getKey() + "/history?limit=" + PAGE
                        + "&offset=" + offset, "");
                for (var turn : new ObjectMapper().readTree(reply.substring(reply.indexOf("\r\n\r\n") + 4))
                        .path("interactions")) {
                    kept.merge(turn.path("request").path("message").asText(), 1, Integer::sum);
                }
            }
            session.getValue().stream().filter(text -> kept.getOrDefault(text, 0) != 1)
                    .forEach(text -> lost.add(session.getKey() + ": " + text + ": " + kept.getOrDefault(text, 0)));
        }
        return lost;
    }

    /// Takes back whatever faults hostile requests have set up; whether there were any.
    boolean calm() throws IOException {
        var now = ask("GET", "/api/v1/faults", "");
        var steered = !now.contains("\"chaos\":false") || !now.contains("\"plan\":[]");
        ask("POST", "/api/v1/faults/panic-stop", "");
        ask("POST", "/api/v1/faults/resume", "");
        ask("PUT", "/api/v1/faults", "{\"chaos\":false,\"plan\":[]}");
        return steered;
    }

    /// The routes that the server describes, each as `METHOD /path`.
    List<String> routes() throws IOException {
        var reply = ask("GET", "/openapi.json", "");
        var routes = new ArrayList<String>();
        new ObjectMapper().readTree(reply.substring(reply.indexOf("\r\n\r\n") + 4)).path("paths").properties()
                .forEach(path -> path.getValue().properties().forEach(method -> routes
                        .add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return routes;
    }

    private String ask(String method, String path, String body) throws IOException {
        return ask(port, method, path, body);
    }

    private static String ask(int port, String method, String path, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        try (var line = new LoadLine(new Socket("127.0.0.1", port))) {
            return line.ask((method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\nContent-Type: application/json\r\nAuthorization: Bearer witness\r\nContent-Length: "
                    + bytes.length + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
        }
    }
}
