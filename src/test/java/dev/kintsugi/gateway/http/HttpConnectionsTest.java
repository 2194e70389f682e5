package dev.kintsugi.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocket.Listener;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
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

    /// Answers of 20 kB to small requests, all of them on the loop.
    private static HttpServer ofLargeAnswers(ServerSettings settings, AtomicInteger begun) {
        var large = "x".repeat(20_000).getBytes(UTF_8);
        Stage stage = x -> {
            begun.incrementAndGet();
            x.stream(200, TEXT).end(List.of(large, "END".getBytes(UTF_8)));
            return Optional.empty();
        };
        return HttpServer.start("127.0.0.1", 0, settings, stage);
    }

    @Test
    void answersThatNobodyReadsDoNotPileUp() throws Exception {
        var begun = new AtomicInteger();
        try (var other = ofLargeAnswers(ServerSettings.DEFAULTS, begun); var client = new Plain(other.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(3_000));
            await().during(Duration.ofMillis(300)).until(settles(begun));
            assertThat(begun).hasValueLessThan(1_500);
            assertThat(client.send("GET / HTTP/1.1\r\n" + END).all().split("END", -1)).hasSize(3_002);
        }
        assertThat(begun).hasValue(3_001);
    }

    @Test
    void whoNeverReadsTheAnswersIsLeft() throws Exception {
        var begun = new AtomicInteger();
        try (var other = ofLargeAnswers(settings(), begun); var client = new Plain(other.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(3_000));
            await().until(() -> isRefused(client));
        }
        assertThat(begun).hasValueLessThan(1_500);
    }

    /// Whether it is the same as at the question before.
    private static Callable<Boolean> settles(AtomicInteger count) {
        var before = new AtomicInteger();
        return () -> before.getAndSet(count.get()) == count.get() && count.get() > 0;
    }

    private static boolean isRefused(Plain client) {
        try {
            client.send("GET / HTTP/1.1\r\n");
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    @Test
    void aSlowReaderOfALargeAnswerGetsAllOfItThoughItHasNoMoreToSend() throws Exception {
        var large = "x".repeat(8_000_000).getBytes(UTF_8);
        try (var other = HttpServer.start("127.0.0.1", 0, settings(), x -> x.reply(200, TEXT, large));
                var client = new Socket("127.0.0.1", other.port())) {
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
            client.shutdownOutput();
            var all = 0;
            var read = 0;
            do {
                TimeUnit.MILLISECONDS.sleep(200);
                read = client.getInputStream().readNBytes(1_000_000).length;
                all += read;
            } while (read > 0);
            assertThat(all).isGreaterThan(large.length);
        }
    }

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

    /// The client keeps its connection open, as pools do until they are told otherwise.
    @Test
    void closingEndsAConnectionWithTheAnswerThatIsUnderWay() throws Exception {
        try (var client = new Plain(server.port())) {
            client.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
            await().until(() -> last.get() != null);
            var closing = CompletableFuture.runAsync(server::close);
            await().until(() -> last.get().isClosing());
            go.countDown();
            assertThat(client.all()).contains("connection: close").endsWith("gone on");
            client.close();
            assertThat(closing).succeedsWithin(Duration.ofMillis(1_500));
        }
    }

    @Test
    void pingsOfWhoReadsNothingDoNotPileUp() throws Exception {
        try (var client = new Plain(server.port())) {
            client.send("GET /socket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                    .until("\r\n\r\n");
            var ping = new String(new char[]{0x89, 0x80 | 100, 0, 0, 0, 0}) + "p".repeat(100);
            for (var i = 0; i < 200; i++) {
                client.sendBytes(ping.repeat(1_000).getBytes(StandardCharsets.ISO_8859_1));
            }
            await().untilAsserted(() -> assertThat(last.get().connection().channel().bytesBeforeUnwritable())
                    .isZero());
            assertThat(last.get().connection().channel().unsafe().outboundBuffer().totalPendingWriteBytes())
                    .isLessThan(1 << 20);
        }
    }

    @Test
    void aSocketWhoseClientLeftIsClosedWhateverElseIsDoneThen() throws Exception {
        var told = new AtomicInteger();
        Handler handler = x -> {
            var socket = x.webSocket();
            x.onLeave(told::incrementAndGet);
            assertThat(socket.receive()).isEmpty();
            told.incrementAndGet();
        };
        try (var other = HttpServer.start("127.0.0.1", 0, new Routes(Refusals.PLAIN).add("GET", "/", handler))) {
            try (var client = new Plain(other.port())) {
                client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .until("\r\n\r\n");
            }
            await().untilAsserted(() -> assertThat(told).hasValue(2));
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
                body.paced(pieces, Duration.ZERO, Duration.ofMillis(50)).get();
            }
        }); var client = new Plain(pacing.port())) {
            client.send("GET / HTTP/1.1\r\n" + END).until("one ");
            pacing.close();
            assertThat(client.all()).contains("two ", "three", "\r\n0\r\n\r\n");
        }
    }

    /// A frame with a mask that leaves it as it is; its first byte has the end and the kind.
    private static byte[] frame(int first, byte... content) {
        var out = new ByteArrayOutputStream();
        out.write(first);
        if (content.length < 126) {
            out.write(0x80 | content.length);
        } else {
            out.write(0x80 | 127);
            out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(content.length).array());
        }
        out.writeBytes(new byte[4]);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] code(int code) { return new byte[]{(byte) (code >> 8), (byte) code}; }

    /// The code that the server closes with. Its last frame is short.
    private int closedAfter(byte[]... frames) throws Exception {
        try (var client = new Plain(server.port())) {
            client.send("GET /socket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                    .until("\r\n\r\n");
            for (var frame : frames) {
                client.sendBytes(frame);
            }
            var last = client.bytes();
            assertThat(last).hasSizeGreaterThanOrEqualTo(4).startsWith((byte) 0x88);
            return (last[2] & 0xff) << 8 | last[3] & 0xff;
        }
    }

    @Test
    void whoBreaksTheRulesOfWebSocketsIsToldWhich() throws Exception {
        var bad = new byte[]{(byte) 0xff};
        var half = new byte[1 << 19];
        assertThat(closedAfter(frame(0x81, bad))).isEqualTo(1007);
        assertThat(closedAfter(frame(0x01, (byte) 0xe2), frame(0x80, (byte) 'x'))).isEqualTo(1007);
        assertThat(closedAfter(frame(0x88, (byte) 3, (byte) 0xe8, bad[0]))).isEqualTo(1007);
        for (var wrong : List.of(0, 999, 1005, 1006, 1016, 5000, 65_535)) {
            assertThat(closedAfter(frame(0x88, code(wrong)))).as("" + wrong).isEqualTo(1002);
        }
        assertThat(closedAfter(frame(0x83))).isEqualTo(1002);
        assertThat(closedAfter(frame(0x01, half), frame(0x00, half), frame(0x80, (byte) 'x'))).isEqualTo(1009);
        assertThat(closedAfter(frame(0x88, code(4999)))).isEqualTo(4999);
        assertThat(closedAfter(frame(0x88))).isEqualTo(1000);
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
