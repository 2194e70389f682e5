package dev.kintsugi.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.Problem;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocket.Listener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The server as clients meet it on a socket.
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HttpServerTest {
    private static final Map<String, String> TEXT = Map.of("content-type", "text/plain");
    private static final String END = "Host: x\r\nConnection: close\r\n\r\n";
    private final AtomicReference<Exchange> last = new AtomicReference<>();
    private final AtomicBoolean left = new AtomicBoolean();
    private final CountDownLatch go = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() {
        var routes = new Routes(Refusals.PLAIN).add("GET", "/hello", x -> x.reply(200, TEXT, "hello".getBytes(UTF_8)))
                .add("POST", "/echo", x -> x.reply(200, TEXT, x.body())).add("GET", "/things/{name}", this::thing)
                .add("GET", "/stream", HttpServerTest::stream).add("GET", "/cut", HttpServerTest::cut)
                .add("GET", "/reset", HttpServerTest::reset).add("GET", "/hold", this::hold)
                .add("GET", "/breaks", _ -> {
                    throw new IllegalStateException("broken");
                }).add("GET", "/silent", _ -> {}).add("GET", "/socket", HttpServerTest::socket)
                .add("GET", "/flood", this::flood).add("GET", "/wait", x -> {
                    go.await();
                    x.reply(200, TEXT, "gone on".getBytes(UTF_8));
                });
        server = HttpServer.start("127.0.0.1", 0, settings(), x -> {
            last.set(x);
            routes.handle(x);
        });
    }

    private static ServerSettings settings() {
        return ServerSettings.DEFAULTS.withMaxBody(1000).withTimes(Duration.ofMillis(600), Duration.ofMillis(900),
                Duration.ofMillis(700));
    }

    @AfterEach
    void stop() { server.close(); }

    private void thing(Exchange x) { x.reply(200, TEXT, x.parameter("name").getBytes(UTF_8)); }

    private static void stream(Exchange x) {
        var body = x.stream(200, TEXT);
        body.write("one ");
        body.write("two ");
        body.flush();
        body.write("three");
    }

    private static void cut(Exchange x) {
        var body = x.stream(200, TEXT);
        body.write("whole");
        var wire = body.raw();
        wire.write("ff\r\npart");
        wire.close();
    }

    private static void reset(Exchange x) {
        var wire = x.raw();
        wire.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nsome");
        wire.reset();
    }

    private void hold(Exchange x) throws InterruptedException {
        x.onLeave(() -> left.set(true));
        var wire = x.raw();
        wire.write("HTTP/1.1 200 OK\r\n\r\n");
        wire.hold(Duration.ofSeconds(20));
    }

    private void flood(Exchange x) {
        try (var body = x.stream(200, TEXT)) {
            while (true) {
                body.write("x".repeat(20_000));
                body.flush();
            }
        } catch (ClientGone e) {
            left.set(true);
            throw e;
        }
    }

    private static void socket(Exchange x) throws InterruptedException {
        var socket = x.webSocket();
        for (var message = socket.receive(); message.isPresent(); message = socket.receive()) {
            socket.send("you said " + message.get());
        }
    }

    private String ask(String request) throws Exception {
        try (var client = new Plain(server.port())) {
            return client.send(request).all();
        }
    }

    @Test
    void aReplyHasItsLengthAndItsDate() throws Exception {
        assertThat(ask("GET /hello HTTP/1.1\r\n" + END)).startsWith("HTTP/1.1 200 OK\r\ndate: ")
                .contains("content-length: 5\r\n").endsWith("\r\n\r\nhello");
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrderOnOneConnection() throws Exception {
        var many = new StringBuilder();
        for (var i = 0; i < 50; i++) {
            many.append("GET /things/n").append(i).append(" HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        var replies = ask(many + "GET /things/last HTTP/1.1\r\n" + END);
        var at = -1;
        for (var i = 0; i < 50; i++) {
            var next = replies.indexOf("\r\n\r\nn" + i + "HTTP", at);
            assertThat(next).isGreaterThan(at);
            at = next;
        }
        assertThat(replies).endsWith("last");
    }

    /// Every other one is answered on the loop; a thousand at once must neither overtake one another nor pile up.
    @Test
    void whatIsAnsweredOnTheLoopKeepsItsPlaceAmongTheOthers() throws Exception {
        var onLoop = new AtomicInteger();
        Stage stage = x -> {
            var number = Integer.parseInt(x.query("n").orElseThrow());
            if (number % 2 == 1) {
                return Optional.of(y -> thing(y, "t" + number));
            }
            onLoop.incrementAndGet();
            thing(x, "t" + number);
            return Optional.empty();
        };
        var all = new StringBuilder();
        for (var i = 0; i < 2_000; i++) {
            all.append("GET /?n=").append(i / 100 % 2 == 0 ? 2 * i : i).append(" HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        try (var other = HttpServer.start("127.0.0.1", 0, stage); var client = new Plain(other.port())) {
            var replies = client.send(all + "GET /?n=9999 HTTP/1.1\r\n" + END).all();
            var at = 0;
            for (var i = 0; i < 2_000; i++) {
                var next = replies.indexOf("\r\n\r\nt" + (i / 100 % 2 == 0 ? 2 * i : i) + "HTTP", at);
                assertThat(next).as("reply %s", i).isGreaterThan(at);
                at = next;
            }
        }
        assertThat(onLoop).hasValue(1_500);
    }

    private static void thing(Exchange x, String name) { x.reply(200, TEXT, name.getBytes(UTF_8)); }

    @Test
    void aHandlerThatFailsOnTheLoopIsToldTheClientAndHarmsNoOther() throws Exception {
        Stage stage = x -> {
            if (x.path().equals("/breaks")) {
                throw new IllegalStateException("broken");
            }
            if (!x.path().equals("/silent")) {
                thing(x, "fine");
            }
            return Optional.empty();
        };
        try (var other = HttpServer.start("127.0.0.1", 0, stage); var client = new Plain(other.port())) {
            assertThat(client.send("GET /breaks HTTP/1.1\r\nHost: x\r\n\r\nGET /silent HTTP/1.1\r\nHost: x\r\n\r\n"
                    + "GET / HTTP/1.1\r\n" + END).all()).startsWith("HTTP/1.1 500")
                    .containsPattern("(?s)could not answer.*HTTP/1.1 500.*did not answer").endsWith("fine");
        }
    }

    @Test
    void aClientThatHasNoMoreToSendStillGetsItsReply() throws Exception {
        try (var client = new Plain(server.port())) {
            assertThat(client.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n").noMoreToSend().all()).endsWith("hello");
        }
        var patient = ServerSettings.DEFAULTS;
        try (var other = HttpServer.start("127.0.0.1", 0, patient, x -> x.reply(200, TEXT, "hello".getBytes(UTF_8)));
                var client = new Plain(other.port())) {
            var began = System.nanoTime();
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n").noMoreToSend();
            assertThat(client.all().split("hello", -1)).hasSize(3);
            assertThat(System.nanoTime() - began).isLessThan(patient.idleTime().toNanos() / 2);
        }
    }

    @Test
    void segmentsAreDecodedAndPlusSignsKept() throws Exception {
        assertThat(ask("GET /things/meta%2Fllama+3%20%C3%A9 HTTP/1.1\r\n" + END)).endsWith("meta/llama+3 é");
        assertThat(ask("GET /things/%zz HTTP/1.1\r\n" + END)).startsWith("HTTP/1.1 400");
    }

    @Test
    void aSlashAtTheEndAndEscapesThatStandForThemselvesChangeNothing() throws Exception {
        for (var path : new String[]{"/hello/", "/hello/?a=b", "/%68ello", "/hell%6F/", "/hello?",
                "/hello?a=%20+&=&&b&a=c?d/e"}) {
            assertThat(ask("GET " + path + " HTTP/1.1\r\n" + END)).as(path).endsWith("hello");
        }
        assertThat(ask("GET /things/one/ HTTP/1.1\r\n" + END)).endsWith("one");
    }

    @Test
    void anEscapedSlashIsNoBorderAndNobodyClimbs() throws Exception {
        for (var path : new String[]{"/things%2Fone", "/%2Fhello", "%2Fhello", "/hello%2F", "/hello%00", "/./hello",
                "/things/../hello", "/%2e%2e/hello", "//hello", "/hello//", "/hello;a=b", "/HELLO", "\\hello", "hello",
                "*", "/hello?a=%zz"}) {
            assertThat(ask("GET " + path + " HTTP/1.1\r\n" + END)).as(path).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void aContinuationThatHadToWaitForTheReplyBeforeIsGiven() throws Exception {
        try (var client = new Plain(server.port())) {
            client.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\nPOST /echo HTTP/1.1\r\nContent-Length: 2\r\n"
                    + "Expect: 100-continue\r\n" + END);
            go.countDown();
            assertThat(client.until("100 Continue\r\n\r\n")).contains("gone on").startsWith("HTTP/1.1 200");
            assertThat(client.send("ok").all()).endsWith("\r\n\r\nok");
        }
    }

    @Test
    void chunkedBodiesArriveWhole() throws Exception {
        assertThat(ask("POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + END
                + "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n")).endsWith("\r\n\r\nabcdefg");
    }

    @Test
    void expectedContinuationsAreGivenAndTooLargeOnesAreNot() throws Exception {
        try (var client = new Plain(server.port())) {
            client.send("POST /echo HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n" + END)
                    .until("100 Continue\r\n\r\n");
            assertThat(client.send("ok").all()).endsWith("\r\n\r\nok");
        }
        assertThat(ask("POST /echo HTTP/1.1\r\nContent-Length: 2000\r\nExpect: 100-continue\r\n" + END))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void whatIsTooLargeIsRefusedByItsOwnStatus() throws Exception {
        assertThat(ask("POST /echo HTTP/1.1\r\nContent-Length: 1001\r\n" + END)).startsWith("HTTP/1.1 413");
        assertThat(ask("POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + END + "5dc\r\n" + "x".repeat(1500)
                + "\r\n0\r\n\r\n")).startsWith("HTTP/1.1 413");
        assertThat(ask("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + END)).startsWith("HTTP/1.1 414");
        assertThat(ask("GET /hello HTTP/1.1\r\nBig: " + "a".repeat(40_000) + "\r\n" + END))
                .startsWith("HTTP/1.1 431");
    }

    @Test
    void nonsenseIsRefusedAndNeverLeftWithoutAnAnswer() throws Exception {
        for (var bad : new String[]{"nonsense\r\n\r\n", "GET /hello HTTP/1.1\r\nBad Header\r\n\r\n",
                "POST /echo HTTP/1.1\r\nContent-Length: -5\r\n\r\n", "POST /echo HTTP/1.1\r\nContent-Length: x\r\n\r\n",
                "POST /echo HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "POST /echo HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "\u0000\u0001\u0002\r\n\r\n"}) {
            assertThat(ask(bad)).as(bad).startsWith("HTTP/1.1 400").contains("connection: close");
        }
    }

    @Test
    void aRequestThatDoesNotArriveIsGivenUpOnAndAnIdleConnectionIsClosed() throws Exception {
        assertThat(ask("GET /hello HT")).startsWith("HTTP/1.1 408");
        assertThat(ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")).startsWith("HTTP/1.1 408");
        assertThat(ask("")).isEmpty();
    }

    @Test
    void theHandlerSeesWhatTheGuardWillWantToRefuse() throws Exception {
        assertThat(ask("GET http://elsewhere/hello HTTP/1.1\r\n" + END)).endsWith("hello");
        assertThat(last.get().absoluteForm()).isTrue();
        assertThat(ask("GET /hello HTTP/1.0\r\n\r\n")).endsWith("hello");
        assertThat(last.get().http11()).isFalse();
        assertThat(last.get().absoluteForm()).isFalse();
    }

    @Test
    void unknownPathsAndMethodsAreSaidSo() throws Exception {
        assertThat(ask("GET /nowhere HTTP/1.1\r\n" + END)).startsWith("HTTP/1.1 404");
        assertThat(ask("PUT /hello HTTP/1.1\r\n" + END)).startsWith("HTTP/1.1 405").contains("allow: GET, HEAD\r\n");
        assertThat(ask("HEAD /hello HTTP/1.1\r\n" + END)).contains("content-length: 5").endsWith("\r\n\r\n");
    }

    @Test
    void aHandlerThatFailsIsA500AndTheServerLives() throws Exception {
        assertThat(ask("GET /breaks HTTP/1.1\r\n" + END)).startsWith("HTTP/1.1 500").doesNotContain("broken");
        assertThat(ask("GET /silent HTTP/1.1\r\n" + END)).startsWith("HTTP/1.1 500");
        assertThat(ask("GET /hello HTTP/1.1\r\n" + END)).endsWith("hello");
    }

    @Test
    void piecesBetweenFlushesLeaveInOneChunk() throws Exception {
        assertThat(ask("GET /stream HTTP/1.1\r\n" + END))
                .endsWith("\r\n\r\n8\r\none two \r\n5\r\nthree\r\n0\r\n\r\n");
        assertThat(ask("GET /stream HTTP/1.0\r\n\r\n")).endsWith("\r\n\r\none two three");
    }

    @Test
    void theRawWireEndsInsideAChunkOrInAReset() throws Exception {
        assertThat(ask("GET /cut HTTP/1.1\r\nHost: x\r\n\r\n")).endsWith("5\r\nwhole\r\nff\r\npart");
        assertThat(ask("GET /reset HTTP/1.1\r\nHost: x\r\n\r\n")).endsWith("some<reset>");
    }

    @Test
    void aHeldConnectionEndsWhenTheClientLeaves() throws Exception {
        try (var client = new Plain(server.port())) {
            client.send("GET /hold HTTP/1.1\r\nHost: x\r\n\r\n").until("\r\n\r\n");
            assertThat(left).isFalse();
        }
        await().untilTrue(left);
    }

    @Test
    void aClientThatDoesNotReadCountsAsGone() throws Exception {
        try (var client = new Plain(server.port())) {
            client.send("GET /flood HTTP/1.1\r\nHost: x\r\n\r\n").until("200 OK");
            await().untilTrue(left);
        }
    }

    @Test
    void closingEndsWhatIsOpen() throws Exception {
        try (var client = new Plain(server.port())) {
            client.send("GET /hold HTTP/1.1\r\nHost: x\r\n\r\n").until("\r\n\r\n");
            server.close();
            assertThat(client.all()).isEmpty();
        }
    }

    @Test
    void aStreamThatTakesItsTimeMayFinishWhileTheServerCloses() throws Exception {
        var pieces = Stream.of("one ", "two ", "three").map(t -> t.getBytes(StandardCharsets.UTF_8)).toList();
        try (var pacing = HttpServer.start("127.0.0.1", 0, x -> {
            try (var body = x.stream(200, Map.of())) {
                body.paced(pieces, Duration.ZERO, Duration.ofMillis(50));
            }
        }); var client = new Plain(pacing.port())) {
            client.send("GET / HTTP/1.1\r\n" + END).until("one ");
            pacing.close();
            assertThat(client.all()).contains("two ", "three", "\r\n0\r\n\r\n");
        }
    }

    @Test
    void aTakenPortIsAProblem() {
        assertThatThrownBy(() -> HttpServer.start("127.0.0.1", server.port(), x -> {})).isInstanceOf(Problem.class)
                .hasMessageContaining("Port " + server.port());
        assertThatThrownBy(() -> HttpServer.start("no.such.host.invalid", 0, x -> {})).isInstanceOf(Problem.class);
    }

    @Test
    void aHeaderCannotBeginAnotherLine() throws Exception {
        try (var splitting = HttpServer.start("127.0.0.1", 0,
                x -> x.reply(200, Map.of("a", "b\r\nset-cookie: c"), new byte[0]));
                var client = new Plain(splitting.port())) {
            assertThat(client.send("GET / HTTP/1.1\r\n" + END).all()).startsWith("HTTP/1.1 500")
                    .doesNotContain("set-cookie");
        }
    }

    @Test
    void webSocketsTalkBothWays() {
        var heard = new CompletableFuture<String>();
        try (var http = HttpClient.newHttpClient()) {
            var socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/socket"), new Listener() {
                        @Override
                        public CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean end) {
                            heard.complete(data.toString());
                            return Listener.super.onText(ws, data, end);
                        }
                    }).join();
            socket.sendText("grüezi", true);
            assertThat(heard.join()).isEqualTo("you said grüezi");
            socket.sendClose(1000, "bye").join();
            await().until(socket::isInputClosed);
        }
    }
}
