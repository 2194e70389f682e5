package dev.kintsugi.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Connections of the HTTP server: their order, their pipelines, their ends, on the loop and on threads.
class HttpConnectionsTest extends HttpServerCase {
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
    void aRequestThatDoesNotArriveIsGivenUpOnAndAnIdleConnectionIsClosed() throws Exception {
        assertThat(ask("GET /hello HT")).startsWith("HTTP/1.1 408");
        assertThat(ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")).startsWith("HTTP/1.1 408");
        assertThat(ask("")).isEmpty();
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
