package dev.kintsugi.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Faults that understand HTTP, between a real client and a real server.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HttpToxicTest extends ProxyRig {
    private final List<String> served = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private HttpServer server;
    private Proxy proxy;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        proxy = proxies.add("web", Address.parse(":0"), new Address("127.0.0.1", server.getAddress().getPort()), true)
                .orElseThrow();
    }

    @AfterEach
    void close() {
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

    private HttpResponse<String> ask(String method, String path, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://" + proxy.listen() + path)).method(method,
                HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String get(String path) throws Exception {
        var response = ask("GET", path, "");
        return response.statusCode() + " " + response.body();
    }

    private void http(Direction direction, HttpMatch match, HttpReply reply) { http(direction, 1, 0, 0, match, reply); }

    private void http(Direction direction, double toxicity, int first, int every, HttpMatch match, HttpReply reply) {
        assertThat(proxy.add(new ToxicRule("http_" + direction.word(), direction, toxicity, first, every,
                new Toxic.Http(match, reply)))).isTrue();
    }

    private static HttpMatch path(String path) { return new HttpMatch("", path, ""); }

    private static HttpReply status(int status) { return new HttpReply(status, Map.of(), null); }

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
    void theFirstRequestsFailAndThenItIsWell() throws Exception {
        http(Direction.UPSTREAM, 1, 2, 0, path("/v1/*"), status(503));
        assertThat(get("/health")).startsWith("200");
        assertThat(List.of(get("/v1/a"), get("/v1/a"), get("/v1/a"))).containsExactly("503 ", "503 ",
                "200 served /v1/a");
        proxy.heal();
        http(Direction.DOWNSTREAM, 1, 0, 3, HttpMatch.ANY, status(503));
        assertThat(List.of(get("/a"), get("/a"), get("/a"), get("/a"))).extracting(s -> s.substring(0, 3))
                .containsExactly("200", "200", "503", "200");
    }

    @Test
    void toxicityIsAShareOfRequestsAndTheSameOnesWithTheSameSeed() throws Exception {
        http(Direction.UPSTREAM, 0.5, 0, 0, HttpMatch.ANY, status(503));
        var once = hits();
        assertThat(once).contains("x").contains(".");
        proxy.heal();
        http(Direction.UPSTREAM, 0.5, 0, 0, HttpMatch.ANY, status(503));
        assertThat(hits()).isEqualTo(once);
    }

    private String hits() throws Exception {
        var all = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            all.append(get("/").startsWith("503") ? 'x' : '.');
        }
        return all.toString();
    }

    @Test
    void headersTellRequestsApart() throws Exception {
        http(Direction.UPSTREAM, new HttpMatch("", "", "X-Tenant: blue"), status(403));
        assertThat(ask("GET", "/", "", "x-tenant", "blue").statusCode()).isEqualTo(403);
        assertThat(ask("GET", "/", "", "x-tenant", "green").statusCode()).isEqualTo(200);
        assertThat(ask("GET", "/", "").statusCode()).isEqualTo(200);
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
    void pipelinedRequestsAreAnsweredInTheirOrderHoweverTheyAreCut() throws Exception {
        http(Direction.UPSTREAM, path("/no"), new HttpReply(503, Map.of(), "NO"));
        var all = "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /no HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3;x=y\r\nGET\r\n10\r\n / HTTP/1.1\r\n\r\nx\r\n0\r\nTrailer: 1\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n"
                + "Connection: close\r\n\r\n";
        for (var size : new int[]{1, 7, 1000}) {
            served.clear();
            try (var socket = connect(proxy)) {
                socket.setTcpNoDelay(true);
                for (int at = 0; at < all.length(); at += size) {
                    socket.getOutputStream().write(all.substring(at, Math.min(all.length(), at + size)).getBytes(
                            StandardCharsets.US_ASCII));
                }
                var said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertThat(said.replaceAll("(?s)HTTP/1.1 (\\d+).*?\r\n\r\n", "$1 ")).as("pieces of " + size)
                        .isEqualTo("200 served /1503 NO200 served /2");
                assertThat(served).containsExactly("GET /1 0", "GET /2 0");
            }
        }
    }

    @Test
    void whatIsNoHttpGoesThroughAsItIs() throws Exception {
        try (var service = new Service(Service.ECHO)) {
            var other = proxies.add("echo", Address.parse(":0"), service.address(), true).orElseThrow();
            other.add(new ToxicRule("a", Direction.UPSTREAM, 1, new Toxic.Http(HttpMatch.ANY, status(503))));
            other.add(new ToxicRule("b", Direction.DOWNSTREAM, 1, new Toxic.Http(HttpMatch.ANY, status(503))));
            try (var socket = connect(other)) {
                for (var said : List.of("*1\r\n$4\r\nPING\r\n", "get foo\r\n", "PING\r\n", "\0\0\0\bbinary",
                        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "EHLO me\r\n", "HTTP/1.1 200 OK\r\n\r\n")) {
                    assertThat(ask(socket, said)).isEqualTo(said);
                }
                var endless = "GET / HTTP/1.1\r\nA: " + "x".repeat(100_000);
                assertThat(ask(socket, endless)).isEqualTo(endless);
                socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .isEqualTo("GET / HT");
            }
        }
    }

    @Test
    void itComesAndGoesOnOpenConnectionsUnderLoad() throws Exception {
        assertThat(get("/before")).startsWith("200");
        // Each change waits for an answer that came before it, so that all of them fall between and into requests.
        var answered = new Semaphore(0);
        var hurting = Thread.startVirtualThread(() -> {
            for (int i = 0; i < 40; i++) {
                answered.acquireUninterruptibly();
                http(Direction.values()[i % 2], HttpMatch.ANY, new HttpReply(503, Map.of(), "hurt"));
                answered.acquireUninterruptibly();
                proxy.heal();
            }
        });
        var well = 0;
        while (hurting.isAlive() || well == 0) {
            var path = "/chunked/" + well;
            var answer = get(path);
            answered.release();
            assertThat(answer).isIn("200 served " + path, "503 hurt");
            well += answer.startsWith("200") ? 1 : 0;
        }
        assertThat(proxy.traffic().connections()).isEqualTo(1);
    }

    @Test
    void anUpgradeIsNoLongerHttp() throws Exception {
        var switched = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\n\r\n";
        try (var service = new Service(socket -> {
            head(socket);
            socket.getOutputStream().write(switched.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(socket.getOutputStream());
        })) {
            var other = proxies.add("ws", Address.parse(":0"), service.address(), true).orElseThrow();
            other.add(new ToxicRule("a", Direction.UPSTREAM, 1, new Toxic.Http(path("/no"), status(503))));
            try (var socket = connect(other)) {
                socket.getOutputStream().write("GET /ws HTTP/1.1\r\nUpgrade: echo\r\n\r\n".getBytes());
                assertThat(read(socket, switched.length())).isEqualTo(switched);
                assertThat(ask(socket, "GET /no HTTP/1.1\r\n\r\n")).isEqualTo("GET /no HTTP/1.1\r\n\r\n");
            }
        }
    }

    private static void head(Socket socket) throws IOException {
        var seen = new StringBuilder();
        while (!seen.toString().endsWith("\r\n\r\n")) {
            seen.append((char) socket.getInputStream().read());
        }
    }

    @Test
    void aServiceThatEndsInMidReplyLeavesNobodyWaiting() throws Exception {
        var half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf";
        try (var service = new Service(socket -> {
            head(socket);
            socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
        })) {
            var other = proxies.add("half", Address.parse(":0"), service.address(), true).orElseThrow();
            other.add(new ToxicRule("a", Direction.UPSTREAM, 1, new Toxic.Http(path("/no"), status(503))));
            try (Socket socket = connect(other)) {
                socket.getOutputStream().write("GET /a HTTP/1.1\r\n\r\nGET /no HTTP/1.1\r\n\r\n".getBytes());
                assertThat(read(socket, half.length())).isEqualTo(half);
            }
            await().until(() -> other.open() == 0);
        }
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

    @Test
    void starsStandForAnything() {
        var head = new HttpHead("GET http://host:1/v1/chat/completions?q HTTP/1.1", List.of());
        for (var yes : List.of("*", "/v1/*", "*/completions", "/v1/*/completions", "/v1/chat/completions", "/*chat*",
                "/v1/chat/completions*", "")) {
            assertThat(path(yes).means(head)).as(yes).isTrue();
        }
        for (var no : List.of("/v1", "/v1/chat/completions/*", "*chat", "/v1/chat*chat/completions", "/*x*")) {
            assertThat(path(no).means(head)).as(no).isFalse();
        }
    }
}
