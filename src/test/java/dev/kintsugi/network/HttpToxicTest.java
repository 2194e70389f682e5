package dev.kintsugi.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Answers that come from a fault, in place of the service's or after it did its work.
class HttpToxicTest extends HttpToxicRig {
    @Test
    void aRequestIsAnsweredWithoutTheService() throws Exception {
        http(Direction.UPSTREAM, new HttpMatch("POST", "/v1/*", ""),
                new HttpReply(429, Map.of("Retry-After", "2"), "{\"slow\":true}"));
        var answer = ask("POST", "/v1/chat?x=1", "hello".repeat(50_000));
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).isEqualTo("{\"slow\":true}");
        assertThat(answer.headers().firstValue("retry-after")).hasValue("2");
        assertThat(served).isEmpty();
        assertThat(get("/v1/models")).isEqualTo("200 served /v1/models");
        assertThat(ask("POST", "/other", "hello").statusCode()).isEqualTo(200);
        assertThat(served).containsExactly("GET /v1/models 0", "POST /other 5");
        assertThat(proxy.traffic().connections()).as("one connection is kept alive through it").isEqualTo(1);
        assertThat(proxy.traffic().acted()).containsEntry("http", 1L);
    }

    @Test
    void aRequestThatAsksFirstIsAnsweredToo() throws Exception {
        http(Direction.UPSTREAM, HttpMatch.ANY, status(0));
        var request = HttpRequest.newBuilder(URI.create("http://" + proxy.listen() + "/")).expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofString("hello")).build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(503);
        assertThat(served).isEmpty();
    }

    @Test
    void aReplyIsAnotherAfterTheServiceDidItsWork() throws Exception {
        http(Direction.DOWNSTREAM, path("/a*"), status(500));
        assertThat(get("/a")).isEqualTo("500 served /a");
        assertThat(ask("GET", "/a", "").headers().firstValue("x-served")).hasValue("yes");
        assertThat(get("/b")).isEqualTo("200 served /b");
        assertThat(served).containsExactly("GET /a 0", "GET /a 0", "GET /b 0");
        proxy.remove("http_downstream");
        http(Direction.DOWNSTREAM, HttpMatch.ANY, new HttpReply(0, Map.of("x-served", "no"), "otherwise"));
        for (var path : List.of("/long", "/chunked", "/long")) {
            var other = ask("GET", path, "");
            assertThat(other.body()).isEqualTo("otherwise");
            assertThat(other.headers().allValues("X-Served")).containsExactly("no");
        }
        assertThat(proxy.traffic().connections()).isEqualTo(1);
    }

    @Test
    void repliesWithoutABodyKeepTheConnectionInStep() throws Exception {
        http(Direction.DOWNSTREAM, path("/none*"), status(502));
        assertThat(get("/none")).isEqualTo("502 ");
        assertThat(get("/some")).isEqualTo("200 served /some");
        proxy.heal();
        http(Direction.DOWNSTREAM, path("/chunked"), status(204));
        assertThat(get("/chunked")).isEqualTo("204 ");
        assertThat(get("/none")).isEqualTo("204 ");
        proxy.heal();
        http(Direction.DOWNSTREAM, HttpMatch.ANY, new HttpReply(500, Map.of(), "trouble"));
        assertThat(ask("HEAD", "/", "").statusCode()).isEqualTo(500);
        assertThat(get("/")).isEqualTo("500 trouble");
        assertThat(get("/none")).isEqualTo("500 trouble");
        assertThat(proxy.traffic().connections()).isEqualTo(1);
    }

    @Test
    void othersDelayWhatIsAnsweredHere() throws Exception {
        http(Direction.UPSTREAM, HttpMatch.ANY, status(503));
        hurt(proxy, Direction.DOWNSTREAM, new Toxic.Latency(300, 0));
        assertThat(millis(() -> {
            try (var socket = connect(proxy)) {
                socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 503 Service Unavailable\r\n").contains("connection: close");
            }
        })).isGreaterThanOrEqualTo(290);
    }

    @Test
    void whatCannotBeSentIsRefused() {
        assertThatThrownBy(() -> status(100)).hasMessage("status is 200 to 599, not 100");
        assertThatThrownBy(() -> new HttpReply(200, Map.of("a", "b\r\nc: d"), null)).hasMessageContaining("'a'");
        assertThatThrownBy(() -> new HttpReply(200, Map.of("a b", "c"), null)).hasMessageContaining("'a b'");
        assertThatThrownBy(() -> new HttpReply(200, Map.of("Content-Length", "7"), null))
                .hasMessageContaining("the proxy's own");
        assertThatThrownBy(() -> new HttpMatch("get", "", "")).hasMessageContaining("capitals");
        assertThatThrownBy(() -> path("nowhere")).hasMessageContaining("begins with /");
        assertThatThrownBy(() -> new HttpMatch("", "", "no name: x")).hasMessageContaining("header is");
    }
}
