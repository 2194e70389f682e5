package dev.kintsugi.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// What stays as it is though a fault of HTTP reads along: other requests, other protocols, and connections that go on.
class HttpBytesTest extends HttpToxicRig {
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
}
