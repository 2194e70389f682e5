package dev.kintsugi.gateway.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.network.Direction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The shapes of Toxiproxy's interface, byte for byte, and what is refused.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ToxiproxyApiTest extends ToxiproxyRig {
    private String echo() {
        return "{\"name\":\"echo\",\"listen\":\"127.0.0.1:" + port("echo") + "\",\"upstream\":\"" + service.address()
                + "\",\"enabled\":true,\"toxics\":";
    }

    @Test
    void proxiesAndToxicsHaveToxiproxysShape() {
        var made = create("echo");
        assertThat(made).isEqualTo(echo() + "[]}");
        assertThat(ask("GET", "/proxies", "").body()).isEqualTo("{\"echo\":" + made + "}");
        assertThat(ask("GET", "/proxies/echo", "")).isEqualTo(new Got(200, made));
        var latency = "{\"attributes\":{\"latency\":1000,\"jitter\":0},\"name\":\"latency_downstream\","
                + "\"type\":\"latency\",\"stream\":\"downstream\",\"toxicity\":1}";
        assertThat(ask("POST", "/proxies/echo/toxics", "{\"type\":\"latency\",\"attributes\":{\"latency\":1000}}"))
                .isEqualTo(new Got(200, latency));
        assertThat(ask("GET", "/proxies/echo/toxics", "").body()).isEqualTo("[" + latency + "]");
        assertThat(ask("GET", "/proxies/echo/toxics/latency_downstream", "").body()).isEqualTo(latency);
        assertThat(ask("PATCH", "/proxies/echo/toxics/latency_downstream",
                "{\"toxicity\":0.25,\"attributes\":{\"jitter\":5}}").body())
                .isEqualTo(latency.replace("\"jitter\":0", "\"jitter\":5").replace("\"toxicity\":1",
                        "\"toxicity\":0.25"));
        assertThat(ask("DELETE", "/proxies/echo/toxics/latency_downstream", "")).isEqualTo(new Got(204, ""));
        assertThat(ask("PATCH", "/proxies/echo", "{\"enabled\":false}").body()).contains("\"enabled\":false");
        assertThat(ask("POST", "/reset", "")).isEqualTo(new Got(204, ""));
        assertThat(ask("GET", "/proxies/echo", "").body()).isEqualTo(made);
        assertThat(ask("DELETE", "/proxies/echo", "")).isEqualTo(new Got(204, ""));
        assertThat(ask("GET", "/proxies", "").body()).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "POST|/proxies|{}|400|missing required field: name",
            "POST|/proxies|{\"name\":\"a\"}|400|missing required field: upstream",
            "POST|/proxies|{|400|bad request body: ", "POST|/proxies|``|400|bad request body: it is empty",
            "POST|/proxies|[]|400|bad request body: it is no JSON object",
            "POST|/proxies|{\"name\":1,\"upstream\":\"h:1\"}|400|bad request body: 'name' is no text",
            "POST|/proxies|{\"name\":\"a\",\"upstream\":\"nowhere\"}|400|bad request body: 'nowhere' names no port",
            "POST|/proxies|{\"name\":\"a\",\"upstream\":\"h:70000\"}|400|bad request body: 'h:70000' has no port from 0 to 65535",
            "POST|/proxies|{\"name\":\"a\",\"listen\":\"127.0.0.1:7\",\"upstream\":\"127.0.0.1:7\"}|400|bad request body: the proxy would be its own upstream",
            "POST|/proxies|{\"name\":\"echo\",\"upstream\":\"h:1\"}|409|proxy already exists",
            "GET|/proxies/no|``|404|proxy not found", "DELETE|/proxies/no|``|404|proxy not found",
            "POST|/proxies/no/toxics|{}|404|proxy not found", "GET|/proxies/echo/toxics/no|``|404|toxic not found",
            "PATCH|/proxies/echo/toxics/no|{}|404|toxic not found",
            "DELETE|/proxies/echo/toxics/no|``|404|toxic not found",
            "POST|/proxies/echo/toxics|{\"type\":\"wrong\"}|400|invalid toxic type",
            "POST|/proxies/echo/toxics|{}|400|invalid toxic type",
            "POST|/proxies/echo/toxics|{\"type\":\"noop\",\"stream\":\"sideways\"}|400|stream was invalid, can be either upstream or downstream",
            "POST|/proxies/echo/toxics|{\"type\":\"latency\",\"attributes\":{\"latency\":\"long\"}}|400|bad request body: 'latency' is no whole number",
            "POST|/proxies/echo/toxics|{\"type\":\"latency\",\"attributes\":{\"latency\":-1}}|400|bad request body: latency is 0 to ",
            "POST|/proxies/echo/toxics|{\"type\":\"latency\",\"toxicity\":7}|400|bad request body: toxicity is 0 to 1, not 7.0",
            "POST|/proxies/echo/toxics|{\"type\":\"latency\",\"attributes\":[]}|400|bad request body: 'attributes' is no object",
            "GET|/nothing|``|404|There is nothing at /nothing",
            "PUT|/proxies|{}|405|/proxies takes GET, HEAD, POST, not PUT"})
    void whatIsWrongIsRefusedInToxiproxysWords(String method, String path, String body, int status, String words) {
        create("echo");
        var got = ask(method, path, body);
        assertThat(got.status()).isEqualTo(status);
        assertThat(got.body()).startsWith("{\"error\":\"" + words.replace("\"", "\\\""))
                .endsWith("\"status\":" + status + "}");
        assertThat(proxies.list()).hasSize(1);
    }

    /// Clients whose language writes names in capitals were written against a Toxiproxy that does not mind.
    @Test
    void fieldsMayBeWrittenInOtherCapitals() {
        assertThat(ask("POST", "/proxies", "{\"Name\":\"big\",\"LISTEN\":\"127.0.0.1:0\",\"Upstream\":\""
                + service.address() + "\",\"Enabled\":false}").body())
                .startsWith("{\"name\":\"big\"").contains("\"enabled\":false");
        assertThat(ask("POST", "/proxies/big/toxics", "{\"Type\":\"latency\",\"Stream\":\"upstream\","
                + "\"Attributes\":{\"Latency\":5,\"Jitter\":1,\"jitter\":2}}").body())
                .startsWith("{\"attributes\":{\"latency\":5,\"jitter\":2}").contains("\"stream\":\"upstream\"");
    }

    @Test
    void itMovesWithoutBeingEnabledOnTheWay() throws IOException {
        create("echo");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var there = "127.0.0.1:" + taken.getLocalPort();
            assertThat(ask("PATCH", "/proxies/echo", "{\"enabled\":false,\"listen\":\"" + there + "\"}").body())
                    .contains("\"listen\":\"" + there + "\"", "\"enabled\":false");
            assertThat(ask("PATCH", "/proxies/echo", "{\"enabled\":true}").status()).isEqualTo(500);
        }
        assertThat(ask("PATCH", "/proxies/echo", "{\"enabled\":true}").body()).contains("\"enabled\":true");
    }

    @Test
    void anAddressInUseIsA500AndMakesNothing() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var got = ask("POST", "/proxies", "{\"name\":\"a\",\"listen\":\"127.0.0.1:" + taken.getLocalPort()
                    + "\",\"upstream\":\"h:1\"}");
            assertThat(got.status()).isEqualTo(500);
            assertThat(got.body()).contains(
                    "\"error\":\"listen tcp 127.0.0.1:" + taken.getLocalPort() + ": bind: address already in use\"");
            assertThat(proxies.list()).isEmpty();
        }
    }

    @Test
    void aListIsCheckedBeforeAnyOfItCounts() throws IOException {
        var one = "{\"name\":\"one\",\"upstream\":\"" + service.address() + "\"}";
        assertThat(ask("POST", "/populate", "[" + one + ",{\"upstream\":\"h:1\"}]")).isEqualTo(new Got(400,
                "{\"error\":\"missing required field: name at proxy 2\",\"status\":400,\"proxies\":[]}"));
        assertThat(ask("POST", "/populate", "[{\"name\":\"x\"}]").body())
                .contains("missing required field: upstream at proxy 1");
        assertThat(ask("POST", "/populate", "[" + one + "," + one + "]").body()).contains("duplicate proxy name");
        assertThat(ask("POST", "/populate", "{}").body()).contains("it is no list of proxies");
        assertThat(proxies.list()).isEmpty();
        var two = ask("POST", "/populate", "[" + one + ",{\"name\":\"two\",\"enabled\":false,\"upstream\":\"h:1\"}]");
        assertThat(two.status()).isEqualTo(201);
        assertThat(two.body()).startsWith("{\"proxies\":[{\"name\":\"one\",").contains("\"name\":\"two\"");
        assertThat(echo(port("one"), "hello")).isEqualTo("hello");
    }

    @Test
    void whatOfAListWasMadeBeforeAnErrorIsTold() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var got = ask("POST", "/populate",
                    "[{\"name\":\"one\",\"upstream\":\"h:1\"},{\"name\":\"two\",\"listen\":\"127.0.0.1:"
                            + taken.getLocalPort()
                            + "\",\"upstream\":\"h:1\"},{\"name\":\"three\",\"upstream\":\"h:1\"}]");
            assertThat(got.status()).isEqualTo(500);
            assertThat(got.body()).contains("\"status\":500,\"proxies\":[{\"name\":\"one\"");
            assertThat(proxies.list()).hasSize(1);
        }
    }

    @Test
    void whatComesAfterAnAddressThatIsNoneIsNotMade() {
        var got = ask("POST", "/populate",
                "[{\"name\":\"one\",\"upstream\":\"h:1\"},{\"name\":\"two\",\"listen\":\"local\","
                        + "\"upstream\":\"h:1\"},{\"name\":\"three\",\"upstream\":\"h:1\"}]");
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.body()).startsWith("{\"error\":\"bad request body: 'local' names no port")
                .contains("\"proxies\":[{\"name\":\"one\"");
        assertThat(proxies.list()).singleElement().satisfies(made -> assertThat(made.name()).isEqualTo("one"));
    }

    @Test
    void aNameToListenAtIsToldAsTheNumberThatItIs() {
        create("echo");
        var number = "127.0.0.1:" + port("echo");
        var named = "{\"name\":\"echo\",\"listen\":\"localhost:" + port("echo") + "\",\"upstream\":\""
                + service.address()
                + "\"}";
        ask("POST", "/proxies/echo/toxics", "{\"type\":\"noop\"}");
        assertThat(ask("POST", "/populate", "[" + named + "]").body()).contains(number, "noop_downstream");
        ask("DELETE", "/proxies/echo", "");
        assertThat(ask("POST", "/proxies", named).body()).contains("\"listen\":\"" + number + "\"");
        assertThat(ask("PATCH", "/proxies/echo", named).body()).contains("\"listen\":\"" + number + "\"");
    }

    @Test
    void everyAnswerHasTheNumberOfItsRequestAndTheVersionItsVeryForm() {
        var version = send("GET", "/version", "");
        assertThat(version.body()).isEqualTo("{\"version\": \"" + Toxiproxy.SPOKEN + "\"}\n");
        assertThat(version.headers().firstValue("content-type")).hasValue("application/json;charset=utf-8");
        for (var answer : List.of(version, send("POST", "/reset", ""), send("GET", "/proxies/none", ""))) {
            assertThat(answer.headers().firstValue("x-toxiproxy-request-id")).isPresent();
        }
    }

    @Test
    void aProxyIsNotTurnedUponItself() {
        create("echo");
        assertThat(ask("PATCH", "/proxies/echo", "{\"upstream\":\"localhost:" + port("echo") + "\"}"))
                .isEqualTo(new Got(400,
                        "{\"error\":\"bad request body: the proxy would be its own upstream\",\"status\":400}"));
        assertThat(ask("GET", "/proxies/echo", "").body()).isEqualTo(echo() + "[]}");
    }

    @Test
    void theToxicForHttpHasAttributesLikeTheOthers() {
        create("echo");
        var http = "{\"attributes\":{\"method\":\"POST\",\"path\":\"/v1/*\",\"header\":\"\",\"status\":429,"
                + "\"headers\":{\"Retry-After\":\"2\"},\"body\":\"{}\"},\"name\":\"http_upstream\",\"type\":\"http\","
                + "\"stream\":\"upstream\",\"toxicity\":1,\"first\":3}";
        assertThat(ask("POST", "/proxies/echo/toxics", "{\"type\":\"http\",\"stream\":\"upstream\",\"first\":3,"
                + "\"attributes\":{\"method\":\"POST\",\"path\":\"/v1/*\",\"status\":429,\"body\":\"{}\","
                + "\"headers\":{\"Retry-After\":2}}}")).isEqualTo(new Got(200, http));
        assertThat(
                ask("PATCH", "/proxies/echo/toxics/http_upstream", "{\"attributes\":{\"status\":500,\"headers\":{}}}")
                        .body())
                .isEqualTo(http.replace("429", "500").replace("\"Retry-After\":\"2\"", ""));
        for (var bad : new String[]{"\"status\":99", "\"status\":\"500\"", "\"headers\":[]", "\"headers\":{\"a\":{}}",
                "\"headers\":{\"a\":\"b\\r\\nc: d\"}", "\"body\":{}", "\"path\":\"x\"", "\"method\":\"get\"",
                "\"status\":4294967796"}) {
            assertThat(ask("POST", "/proxies/echo/toxics", "{\"type\":\"http\",\"name\":\"b\",\"attributes\":{" + bad
                    + "}}")).as(bad).satisfies(got -> {
                        assertThat(got.status()).isEqualTo(400);
                        assertThat(got.body()).startsWith("{\"error\":\"bad request body: ");
                    });
        }
    }

    @Test
    void oneThatIsThereStaysAsItIsAndOneElsewhereIsMadeAnew() {
        create("echo");
        ask("POST", "/proxies/echo/toxics", "{\"type\":\"noop\"}");
        var same = "[{\"name\":\"echo\",\"listen\":\"127.0.0.1:" + port("echo") + "\",\"upstream\":\""
                + service.address() + "\"}]";
        assertThat(ask("POST", "/populate", same).body()).contains("noop_downstream");
        assertThat(ask("POST", "/populate", same.replace(service.address().toString(), "127.0.0.1:1")).body())
                .contains("\"toxics\":[]");
    }

    @Test
    void aFileMakesProxiesThatAreHurtFromTheStart() throws IOException {
        Toxiproxy.populate(proxies, "p.json", ("[{\"name\":\"short\",\"upstream\":\"" + service.address()
                + "\",\"toxics\":[{\"type\":\"limit_data\",\"first\":1,\"attributes\":{\"bytes\":2}}]}]")
                .getBytes(StandardCharsets.UTF_8));
        assertThat(echo(port("short"), "hello")).isEqualTo("he");
        assertThat(echo(port("short"), "hello")).as("the first only").isEqualTo("hello");
        assertThat(ask("GET", "/proxies/short/toxics", "").body()).contains("\"toxicity\":1,\"first\":1}");
        assertThatThrownBy(() -> Toxiproxy.populate(proxies, "p.json", "[{}]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Problem.class).hasMessageContaining("The proxies of p.json cannot be used")
                .hasMessageContaining("name at proxy 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "[{\"name\":\"a\",\"upstream\":\"127.0.0.1:9\"}] more | line 1, column",
            "[{\"name\":\"a\",\"name\":\"b\",\"upstream\":\"127.0.0.1:9\"}] | line 1, column 20",
            "[{\"name\":\"a\", | line 1, column",
            "[{\"name\":\"a\",\"upstream\":\"127.0.0.1:9\"},{\"name\":\"b\"}] | upstream at proxy 2",
            "[{\"name\":\"a\",\"upstream\":\"127.0.0.1:9\"},{\"name\":\"b\",\"listen\":\"127.0.0.1:39217\",\"upstream\":\"127.0.0.1:39217\"}] | its own upstream at proxy 2, b",
            "{\"name\":\"a\",\"upstream\":\"127.0.0.1:9\"} | no list of proxies"})
    void aFileWithAMistakeMakesNoProxyAndTheMistakeIsToldWithItsPlace(String text, String why) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Toxiproxy.populate(proxies, "p.json", bytes)).isInstanceOf(Problem.class)
                .hasMessageContaining(why).hasMessageNotContaining("request body");
        assertThat(proxies.list()).isEmpty();
    }

    @Test
    void pagesInBrowsersHaveNoBusinessHere() {
        create("echo");
        assertThat(ask("GET", "/proxies", "", "User-Agent", "Mozilla/5.0 (X11)").status()).isEqualTo(403);
        assertThat(ask("POST", "/reset", "", "Origin", "http://evil.example").status()).isEqualTo(403);
        assertThat(ask("POST", "/reset", "", "Origin", "null").status()).isEqualTo(403);
        assertThat(ask("POST", "/reset", "{}", "Content-Type", "text/plain", "Origin", "http://evil.example").status())
                .isEqualTo(403);
        assertThat(ask("OPTIONS", "/proxies", "", "Access-Control-Request-Method", "POST").status()).isEqualTo(403);
        assertThat(ask("OPTIONS", "/proxies", "").status()).as("a program's question").isEqualTo(204);
        assertThat(raw("GET /proxies HTTP/1.1\r\nHost: evil.example\r\n\r\n")).startsWith("HTTP/1.1 403 ")
                .contains("{\"error\":\"The Host header names something else");
        assertThat(raw("GET http://127.0.0.1/proxies HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(ask("POST", "/proxies", "{\"name\":\"b\",\"upstream\":\"h:1\"}", "Content-Type",
                "application/x-www-form-urlencoded").status()).as("what curl -d says").isEqualTo(201);
    }

    private String raw(String request) {
        try (var socket = new Socket("127.0.0.1", door.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void prometheusIsToldWhatWentThrough() throws IOException {
        create("echo");
        echo(port("echo"), "hello");
        var labels = "{direction=\"upstream\",listener=\"127.0.0.1:" + port("echo")
                + "\",proxy=\"echo\",upstream=\"" + service.address() + "\"} 5.0";
        assertThat(ask("GET", "/metrics", "").body()).contains("toxiproxy_proxy_received_bytes_total" + labels,
                "toxiproxy_proxy_sent_bytes_total" + labels);
        assertThat(proxies.find("echo").orElseThrow().traffic().bytesSent(Direction.DOWNSTREAM)).isEqualTo(5);
    }
}
