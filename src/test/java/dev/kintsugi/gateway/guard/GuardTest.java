package dev.kintsugi.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.gateway.http.HttpServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What stands behind the guard, such as a provider, gets to know no more than it must.
class GuardTest {
    private static final String TOKEN = "the-token-of-this-lab";

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server = HttpServer.start("127.0.0.1", 0, new Guard(new GuardSettings("0.0.0.0", TOKEN,
            Set.of(), 60, 2_000),
            exchange -> exchange.reply(200, Map.of(), exchange.header("authorization")
                    .or(() -> exchange.header("x-api-key")).orElse("nothing")
                    .getBytes(StandardCharsets.UTF_8))));

    @AfterEach
    void close() { server.close(); }

    private String seenBehind(String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/models"))
                .headers(headers).build();
        var reply = client.send(request, BodyHandlers.ofString());
        assertThat(reply.statusCode()).isEqualTo(200);
        return reply.body();
    }

    @Test
    void theTokenIsKeptFromWhateverStandsBehind() throws Exception {
        var packed = Base64.getEncoder().encodeToString(("any:" + TOKEN).getBytes(StandardCharsets.UTF_8));
        assertThat(seenBehind("Authorization", "Bearer " + TOKEN)).isEqualTo("nothing");
        assertThat(seenBehind("Authorization", "bearer  " + TOKEN)).isEqualTo("nothing");
        assertThat(seenBehind("Authorization", "Basic " + packed)).isEqualTo("nothing");
        assertThat(seenBehind("X-Api-Key", TOKEN)).isEqualTo("nothing");
        assertThat(seenBehind("X-Api-Key", TOKEN, "Authorization", "Bearer " + TOKEN)).isEqualTo("nothing");
    }

    @Test
    void aKeyOfTheCallersOwnGoesOnBesideTheTokensOwnHeader() throws Exception {
        assertThat(seenBehind("X-Lab-Token", TOKEN, "Authorization", "Bearer sk-mine")).isEqualTo("Bearer sk-mine");
        assertThat(seenBehind("X-Lab-Token", TOKEN, "X-Api-Key", "sk-ant-mine")).isEqualTo("sk-ant-mine");
        assertThat(seenBehind("Authorization", "Bearer " + TOKEN, "X-Api-Key", "sk-ant-mine"))
                .isEqualTo("sk-ant-mine");
    }

    @Test
    void aRequestSaysExactlyOnceForWhomItIs() throws Exception {
        for (var hosts : List.of("", "Host: localhost\r\nHost: localhost\r\n")) {
            try (var socket = new Socket("127.0.0.1", server.port())) {
                socket.getOutputStream().write(("GET /v1/models HTTP/1.1\r\n" + hosts + "Connection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 400 ").contains("Host header");
            }
        }
    }

    /// What programs call has limits of its own, a session's; nobody is counted twice.
    @Test
    void tooManyRequestsAreToldWhenToComeAgainButCallsOfProgramsAreNot() throws Exception {
        try (var narrow = HttpServer.start("127.0.0.1", 0,
                new Guard(new GuardSettings("127.0.0.1", "", Set.of(), 60, 1),
                        exchange -> exchange.reply(200, Map.of(), new byte[0])))) {
            var base = "http://127.0.0.1:" + narrow.port();
            HttpResponse<String> refused = null;
            for (int i = 0; i < 500 && refused == null; i++) {
                var reply = client.send(HttpRequest.newBuilder(URI.create(base + "/api/v1/faults")).build(),
                        BodyHandlers.ofString());
                refused = reply.statusCode() == 200 ? null : reply;
            }
            assertThat(refused).isNotNull();
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
            for (var path : List.of("/v1/models", "/s/mine/v1/models")) {
                for (int i = 0; i < 20; i++) {
                    assertThat(client.send(HttpRequest.newBuilder(URI.create(base + path)).build(),
                            BodyHandlers.ofString()).statusCode()).as(path).isEqualTo(200);
                }
            }
        }
    }

    @Test
    void whereOthersCanReachItATokenHasSixteenCharacters() {
        assertThatThrownBy(() -> new GuardSettings("0.0.0.0", "fifteen-letters", Set.of(), 60, 1))
                .isInstanceOf(Problem.class).hasMessageContaining("needs a token");
        assertThat(new GuardSettings("0.0.0.0", "sixteen--letters", Set.of(), 60, 1).token()).hasSize(16);
        assertThat(new GuardSettings("127.0.0.1", "", Set.of(), 60, 1).token()).isEmpty();
    }
}
