package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static dev.kintsugi.gateway.openai.RawProvider.End.FIN;
import static dev.kintsugi.gateway.openai.RawProvider.End.RESET;
import static dev.kintsugi.gateway.openai.RawProvider.End.STAYS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.report.verdict.Habit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a provider sends reaches the caller as it came, and where it misbehaves the caller sees how.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ProviderBytesTest {
    private static final String STREAM = ",\"stream\":true";
    private static final String JSON = "content-type: application/json\r\n";
    private static final String REPLY = "{\"choices\": [{\"message\":{\"content\":\"hello\"},\"own\":1}],\"x\":2}";
    private static final String EVENTS = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nx-own: 1\r\n"
            + "transfer-encoding: chunked\r\n\r\n";
    private static final String HALF = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"half\"}}]}\n\n";
    private RawProvider provider;
    private Gate gate;

    @BeforeEach
    void open() throws IOException {
        provider = new RawProvider();
        gate = new Gate(RelaySettings.DEFAULTS, provider.way());
    }

    @AfterEach
    void close() throws IOException {
        gate.close();
        provider.close();
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n";
    }

    private HttpResponse<String> ask(String session) throws Exception {
        return gate.post(body(""), "X-Lab-Session", session);
    }

    @Test
    void headersThatAreRepeatedAllArrive() throws Exception {
        provider.answers("HTTP/1.1 200 OK\r\n" + JSON + "vary: a\r\nvary: b\r\nset-cookie: c=1\r\n", REPLY.getBytes(
                StandardCharsets.UTF_8));
        for (var reply : new HttpResponse<?>[]{ask("whole"), gate.get("/files")}) {
            assertThat(reply.headers().firstValue("vary")).hasValue("a, b");
            assertThat(reply.headers().map()).doesNotContainKey("set-cookie");
            assertThat(reply.body()).isEqualTo(REPLY);
        }
    }

    /// More than a document in a table of H2 holds.
    @Test
    void whatIsVeryLongIsHandedOnAndKeptWhole() throws Exception {
        var text = "y".repeat(1_200_000);
        provider.answers("HTTP/1.1 200 OK\r\n" + JSON, REPLY.replace("hello", text).getBytes(StandardCharsets.UTF_8));
        var reply = gate.post(body("").replace(Gate.QUESTION, text), "X-Lab-Session", "long");
        assertThat(reply.body()).contains(text);
        var turn = gate.turns("long").getFirst();
        assertThat(List.of(turn.message().value(), turn.delivered().value())).containsOnly(text);
    }

    @Test
    void aRequestWithoutABodyGainsNeitherTypeNorLength() throws Exception {
        provider.answers("HTTP/1.1 200 OK\r\n" + JSON, new byte[0]);
        gate.get("/files");
        assertThat(provider.asked()).startsWith("get /v1/files ").doesNotContain("content-");
    }

    @Test
    void aProvidersReplyGetsNoLimitsThatItDidNotName() throws Exception {
        provider.answers("HTTP/1.1 200 OK\r\n" + JSON, REPLY.getBytes(StandardCharsets.UTF_8));
        assertThat(ask("limits").headers().map()).containsKey("x-request-id")
                .doesNotContainKeys("x-ratelimit-remaining-requests", "openai-version");
    }

    @Test
    void whatComesBeforeTheReplyIsNoReply() throws Exception {
        provider.answers(STAYS, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\n" + JSON + "content-length: " + REPLY.length() + "\r\n\r\n" + REPLY);
        assertThat(ask("hints").body()).isEqualTo(REPLY);
        assertThat(gate.get("/files").body()).isEqualTo(REPLY);
    }

    @Test
    void aReplyThatIsPackedUnaskedIsUnpacked() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(REPLY.getBytes(StandardCharsets.UTF_8));
        }
        provider.answers("HTTP/1.1 200 OK\r\n" + JSON + "content-encoding: gzip\r\n", packed.toByteArray());
        var reply = ask("packed");
        assertThat(reply.body()).isEqualTo(REPLY);
        assertThat(reply.headers().map()).doesNotContainKey("content-encoding");
        assertThat(gate.turns("packed").getFirst().delivered().value()).isEqualTo("hello");
    }

    @Test
    void anErrorOfTheProvidersOwnShapeArrivesAsItIs() throws Exception {
        var own = "{\"detail\": [\"its own shape\"]}";
        provider.answers("HTTP/1.1 422 Unprocessable\r\n" + JSON + "x-own: 1\r\n",
                own.getBytes(StandardCharsets.UTF_8));
        var reply = ask("own");
        assertThat(reply.statusCode()).isEqualTo(422);
        assertThat(reply.body()).isEqualTo(own);
        assertThat(reply.headers().firstValue("x-own")).hasValue("1");
        var page = "<html>502</html>";
        provider.answers("HTTP/1.1 502 Bad\r\ncontent-type: text/html\r\n", page.getBytes(StandardCharsets.UTF_8));
        var seen = gate.raw(body(STREAM), "X-Lab-Session", "page");
        assertThat(seen).startsWith("HTTP/1.1 502 ").contains("content-type: text/html\r\n").endsWith(page);
    }

    @Test
    void anEmptyOrABrokenReplyArrivesAsItIsAndIsWrittenDown() throws Exception {
        for (var bad : new String[]{"", "<html>hi</html>", "{\"choices\":["}) {
            provider.answers("HTTP/1.1 200 OK\r\n" + JSON, bad.getBytes(StandardCharsets.UTF_8));
            var reply = ask("bad" + bad.length());
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo(bad);
        }
    }

    @Test
    void aRetryAfterThatIsADateIsWaitedForToo() throws Exception {
        var sent = Instant.parse("2026-01-01T00:00:00Z").atOffset(ZoneOffset.UTC);
        provider.answers("HTTP/1.1 429 Too Many\r\n" + JSON + "date: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(sent) + "\r\nretry-after: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(sent.plusSeconds(7)) + "\r\n", new byte[0]);
        var first = ask("early");
        assertThat(first.headers().firstValue("retry-after")).hasValue("Thu, 1 Jan 2026 00:00:07 GMT");
        ask("early");
        assertThat(habits()).contains(Habit.TOO_EARLY);
    }

    @Test
    void aStreamKeepsItsHeadersAndItsBytes() throws Exception {
        var stop = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\r\n\r\n";
        provider.answers(STAYS, EVENTS, chunk(": comment\n\n"), chunk(HALF), chunk(stop), chunk("data: [DONE]\n\n"),
                "0\r\n\r\n");
        var reply = gate.post(body(STREAM), "X-Lab-Session", "stream");
        assertThat(reply.headers().firstValue("x-own")).hasValue("1");
        assertThat(reply.body()).isEqualTo(": comment\n\n" + HALF + stop + "data: [DONE]\n\n");
    }

    @Test
    void aWholeReplyToAnAskedStreamIsNotLost() throws Exception {
        provider.answers("HTTP/1.1 200 OK\r\n" + JSON, REPLY.getBytes(StandardCharsets.UTF_8));
        var reply = gate.post(body(STREAM), "X-Lab-Session", "whole");
        assertThat(reply.body()).isEqualTo(REPLY);
        assertThat(reply.headers().firstValue("content-type")).hasValue("application/json");
    }

    @Test
    void aStreamEndsAsTheProvidersDid() throws Exception {
        provider.answers(STAYS, EVENTS, chunk(HALF), "0\r\n\r\n");
        assertThat(streamed("in order")).endsWith(chunk(HALF) + "0\r\n\r\n");
        provider.answers(FIN, EVENTS, chunk(HALF), "ff\r\ndata: {\"id");
        assertThat(streamed("inside")).endsWith("data: {\"id\r\n").doesNotContain("<reset>", "\r\n0\r\n");
        provider.answers(STAYS, EVENTS, "0\r\n\r\n");
        assertThat(streamed("empty")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n0\r\n\r\n");
    }

    @Test
    void whoTakesAProvidersCutStreamForWholeIsFound() throws Exception {
        provider.answers(FIN, EVENTS, chunk(HALF));
        streamed("taken");
        provider.answers("HTTP/1.1 200 OK\r\n" + JSON, REPLY.getBytes(StandardCharsets.UTF_8));
        gate.post("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"" + Gate.QUESTION
                + "\"},{\"role\":\"assistant\",\"content\":\"half\"},{\"role\":\"user\",\"content\":\"more\"}]}",
                "X-Lab-Session", "taken");
        assertThat(habits()).contains(Habit.ACCEPTED_TRUNCATED);
    }

    private List<Habit> habits() { return gate.verdicts().getFirst().findings().stream().map(f -> f.habit()).toList(); }

    @Test
    void aConnectionThatEndsInsideAChunkIsACutAndNoStrangeHttp() throws Exception {
        provider.answers(FIN, "HTTP/1.1 200 OK\r\n" + JSON + "transfer-encoding: chunked\r\n\r\nff\r\n{\"id");
        assertThat(ask("cut").body()).contains("The connection ended before the reply did");
        provider.answers(RESET, "");
        assertThat(ask("reset").statusCode()).isEqualTo(502);
    }

    private String streamed(String session) throws IOException {
        return gate.raw(body(STREAM), "X-Lab-Session", session.replace(' ', '-'));
    }
}
