package dev.kintsugi.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.gateway.Served;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a page in a browser on the same machine, or a stranger on the network, may do: nothing.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostilePageTest {
    private static final String TOKEN = "a-token-of-good-length";

    private static String sent(String route, String version, List<String> headers) {
        var parts = route.split(" ");
        var path = parts[1].replaceAll("\\{[a-z_]+}", "x");
        var body = parts[0].equals("GET") || parts[0].equals("DELETE") ? "" : "{}";
        var all = new ArrayList<>(headers);
        if (!body.isEmpty()) {
            all.add("Content-Length: " + body.length());
            if (headers.stream().noneMatch(h -> h.startsWith("Content-Type"))) {
                all.add("Content-Type: application/json");
            }
        }
        return parts[0] + " " + path + " " + version + "\r\n" + String.join("\r\n", all)
                + "\r\nConnection: close\r\n\r\n"
                + body;
    }

    private static int status(Served served, String request) throws IOException {
        var line = served.raw(request.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(line).as(request).startsWith("HTTP/1.1 ");
        return Integer.parseInt(line.substring(9, 12));
    }

    /// Every hostile way to ask, with the statuses that refuse it.
    private static void refusesAll(Served served, List<String> more) throws IOException {
        var host = "Host: 127.0.0.1:" + served.gateway.port();
        var accepted = new ArrayList<String>();
        for (var route : served.gateway.routes()) {
            for (var hostile : List.of(List.of("Host: evil.example"), List.of("Host: 127.0.0.1.evil.example"),
                    List.of("Host: 10.1.2.3"), List.of("X-Nothing: 1"), List.of(host, "Host: evil.example"),
                    List.of(host, "Origin: http://evil.example"), List.of(host, "Origin: null"),
                    List.of(host, "Origin: http://localhost:1"), List.of(host, "Origin: https://127.0.0.1"),
                    List.of(host, "Content-Type: text/plain"), List.of(host, "Content-Type: multipart/form-data"),
                    List.of(host, "Sec-Fetch-Site: cross-site"), List.of(host, "Sec-Fetch-Site: same-site"))) {
                var headers = new ArrayList<>(hostile);
                headers.addAll(more);
                refused(served, sent(route, "HTTP/1.1", headers), accepted);
            }
            var plain = new ArrayList<>(List.of(host));
            plain.addAll(more);
            refused(served, sent(route, "HTTP/1.0", plain), accepted);
            refused(served, sent(route.replace(" /", " http://127.0.0.1:" + served.gateway.port() + "/"), "HTTP/1.1",
                    plain), accepted);
            for (var preflight : List.of(List.of("Origin: http://evil.example", "Access-Control-Request-Method: POST"),
                    List.of("Origin: http://evil.example"), List.of("Access-Control-Request-Method: POST"),
                    List.of("Access-Control-Request-Private-Network: true"),
                    List.of("Origin: http://127.0.0.1:" + served.gateway.port()))) {
                var asked = new ArrayList<>(plain);
                asked.addAll(preflight);
                refused(served, sent("OPTIONS " + route.split(" ")[1], "HTTP/1.1", asked), accepted);
            }
        }
        assertThat(accepted).isEmpty();
    }

    private static void refused(Served served, String request, List<String> accepted) throws IOException {
        var status = status(served, request);
        // Where there is nothing of OpenAI's a body that is no JSON is refused as having no place.
        var nowhere = status == 404 && request.contains("/v1/x")
                && (request.contains("Content-Type: text/plain") || request.contains("Content-Type: multipart"));
        if (!nowhere && !Set.of(400, 401, 403, 415, 426).contains(status)) {
            accepted.add(status + " for " + request);
        }
    }

    @Test
    void onLoopbackNoEndpointAcceptsAnythingHostile() throws IOException {
        try (var served = new Served()) {
            assertThat(served.gateway.routes()).contains("POST /v1/responses", "POST /s/{session}/v1/responses",
                    "GET /v1/responses/{response}", "DELETE /v1/responses/{response}",
                    "GET /v1/responses/{response}/input_items", "POST /v1/responses/{response}/cancel",
                    "POST /v1/messages", "POST /s/{session}/v1/messages", "POST /v1/messages/count_tokens");
            refusesAll(served, List.of());
            assertThat(served.lab.sessions()).isEmpty();
        }
    }

    @Test
    void ourOwnPageAndProgramsAreLetInWithoutAToken() throws IOException {
        try (var served = new Served()) {
            var port = served.gateway.port();
            for (var host : List.of("127.0.0.1:" + port, "localhost:" + port, "LOCALHOST", "[::1]:" + port)) {
                assertThat(status(served, sent("GET /health", "HTTP/1.1", List.of("Host: " + host)))).as(host)
                        .isEqualTo(200);
            }
            assertThat(status(served, sent("POST /api/v1/chat/reset/x", "HTTP/1.1",
                    List.of("Host: localhost:" + port, "Origin: http://localhost:" + port)))).isEqualTo(200);
        }
    }

    @Test
    void boundWiderEveryEndpointNeedsTheToken() throws IOException {
        var guard = new GuardSettings("0.0.0.0", TOKEN, Set.of(), 60, 2_000);
        try (var served = new Served(guard)) {
            var host = "Host: 127.0.0.1:" + served.gateway.port();
            var accepted = new ArrayList<String>();
            for (var route : served.gateway.routes()) {
                for (var wrong : List.of(List.of(host), List.of(host, "Authorization: Bearer wrong"),
                        List.of(host, "X-Lab-Token: "), List.of(host, "Authorization: Basic " + TOKEN),
                        List.of(host, "Authorization: Basic " + packed("any:wrong")),
                        List.of(host, "Authorization: Basic " + packed(TOKEN)),
                        List.of(host, "Authorization: Basic ="),
                        List.of(host, "X-Api-Key: wrong"), List.of(host, "X-Lab-Token: wrong", "X-Api-Key: " + TOKEN),
                        List.of(host, "Authorization: Bearer " + TOKEN + "x"))) {
                    refused(served, sent(route, "HTTP/1.1", wrong), accepted);
                }
            }
            assertThat(accepted).isEmpty();
            refusesAll(served, List.of("Authorization: Bearer " + TOKEN));
            assertThat(status(served, sent("GET /health", "HTTP/1.1", List.of(host, "X-Lab-Token: " + TOKEN))))
                    .isEqualTo(200);
            assertThat(status(served, sent("GET /health", "HTTP/1.1", List.of(host, "Authorization: bearer " + TOKEN))))
                    .isEqualTo(200);
            assertThat(status(served, sent("GET /health", "HTTP/1.1", List.of(host, "X-Api-Key: " + TOKEN))))
                    .isEqualTo(200);
        }
    }

    private static String packed(String both) {
        return Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aBrowserIsAskedForTheTokenAndLetInWithItAsThePassword() throws IOException {
        try (var served = new Served(new GuardSettings("0.0.0.0", TOKEN, Set.of(), 60, 2_000))) {
            var host = "Host: 127.0.0.1:" + served.gateway.port();
            for (var accept : Map.of("text/html,*/*;q=0.8", "Basic realm=", "*/*", "Bearer").entrySet()) {
                var asked = served.send(HttpRequest.newBuilder(URI.create(served.gateway.address() + "/docs"))
                        .header("Accept", accept.getKey()).build());
                assertThat(asked.status()).isEqualTo(401);
                assertThat(asked.whole().headers().firstValue("www-authenticate").orElse(""))
                        .startsWith(accept.getValue());
            }
            for (var route : List.of("GET /docs", "GET /docs/docs.js", "GET /openapi.json", "GET /api/v1/faults")) {
                assertThat(status(served, sent(route, "HTTP/1.1",
                        List.of(host, "Authorization: Basic " + packed("any:" + TOKEN))))).isEqualTo(200);
            }
        }
    }

    @Test
    void noAnswerInvitesOtherSites() {
        try (var served = new Served()) {
            var headers = served.get("/api/v1/system/status").whole().headers().map();
            assertThat(headers.keySet()).noneMatch(h -> h.startsWith("access-control"));
            assertThat(headers).containsKey("x-content-type-options");
        }
    }

    @Test
    void aBodyThatIsPackedIsRefusedHoweverItSaysSo() throws Exception {
        try (var served = new Served()) {
            var head = "POST /api/v1/chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
            for (var how : List.of("Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
                    "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")) {
                assertThat(served.raw((head + how).getBytes(StandardCharsets.US_ASCII))).as(how).contains(" 415 ");
            }
        }
    }
}
