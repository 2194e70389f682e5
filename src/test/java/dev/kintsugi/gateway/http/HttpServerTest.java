package dev.kintsugi.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Requests and replies of the HTTP server, over raw sockets: what it reads, what it refuses, what it sends.
class HttpServerTest extends HttpServerCase {
    @Test
    void aReplyHasItsLengthAndItsDate() throws Exception {
        assertThat(ask("GET /hello HTTP/1.1\r\n" + END)).startsWith("HTTP/1.1 200 OK\r\ndate: ")
                .contains("content-length: 5\r\n").endsWith("\r\n\r\nhello");
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
    void aLineBetweenPiecesOfABodyThatIsTooLongIsToldAsThat() throws Exception {
        assertThat(ask("POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + END + "3;" + "x".repeat(200_000)))
                .startsWith("HTTP/1.1 400").contains("between the pieces of the body");
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
    void whatEndsAtOnceIsOneChunk() throws Exception {
        assertThat(ask("GET /at-once HTTP/1.1\r\n" + END)).contains("transfer-encoding: chunked\r\n")
                .endsWith("\r\n\r\n8\r\none two \r\n0\r\n\r\n");
        assertThat(ask("GET /at-once HTTP/1.0\r\n\r\n")).endsWith("\r\n\r\none two ");
        assertThat(ask("HEAD /at-once HTTP/1.1\r\n" + END)).endsWith("\r\n\r\n");
        assertThat(ask("GET /at-once HTTP/1.1\r\nHost: x\r\n\r\nGET /hello HTTP/1.1\r\n" + END))
                .contains("0\r\n\r\nHTTP/1.1 200 OK\r\n").endsWith("hello");
    }

    @Test
    void theRawWireEndsInsideAChunkOrInAReset() throws Exception {
        assertThat(ask("GET /cut HTTP/1.1\r\nHost: x\r\n\r\n")).endsWith("5\r\nwhole\r\nff\r\npart");
        assertThat(ask("GET /reset HTTP/1.1\r\nHost: x\r\n\r\n")).endsWith("some<reset>");
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
}
