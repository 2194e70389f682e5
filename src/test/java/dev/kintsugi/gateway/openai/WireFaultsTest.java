package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.fault.wire.Disturbances;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every fault of the wire, seen on the wire.
class WireFaultsTest extends GateCase {
    private static final String STREAM = ",\"stream\":true";
    private int asked;

    private String wire(String more, String fault) throws Exception {
        return gate.raw(body(more + ",\"seed\":" + asked++), "X-Lab-Fault", fault, "X-Lab-Session", "wire");
    }

    @Test
    void aCutStreamEndsInOrderWithoutItsEnd() throws Exception {
        var seen = wire(STREAM, "cut_stream");
        assertThat(seen).contains("\"content\":\"").doesNotContain("[DONE]", "\"finish_reason\":\"")
                .endsWith("\r\n0\r\n\r\n");
    }

    @Test
    void aCutInAChunkLeavesTheChunkShort() throws Exception {
        assertThat(wire(STREAM, "cut_in_chunk")).contains("\"content\":\"").doesNotContain("[DONE]", "<reset>")
                .doesNotEndWith("\r\n");
    }

    @Test
    void aResetIsAReset() throws Exception {
        assertThat(wire(STREAM, "reset")).contains("\"content\":\"").endsWith("<reset>");
        assertThat(wire("", "reset(after=20)")).contains("content-length").endsWith("<reset>");
    }

    @Test
    void anErrorComesInMidStreamInEitherStyle() throws Exception {
        assertThat(wire(STREAM, "error_in_stream")).contains("data: {\"error\":{\"message\":")
                .doesNotContain("[DONE]", "event: error");
        assertThat(wire(STREAM, "error_in_stream(style=event)")).contains("event: error\ndata: {\"error\"");
    }

    @Test
    void oneChunkIsHalfAnObjectAndTheRestIsSound() throws Exception {
        var events = Gate.events(wire(STREAM, "broken_json_chunk"));
        assertThat(events.stream().filter(e -> !e.endsWith("}") && !e.equals("[DONE]"))).hasSize(1);
        assertThat(events.getLast()).isEqualTo("[DONE]");
    }

    @Test
    void aStallIsSilenceWithTheConnectionOpen() throws Exception {
        var start = System.nanoTime();
        assertThat(wire(STREAM, "stall(seconds=1)")).doesNotContain("[DONE]").doesNotEndWith("<reset>");
        assertThat(System.nanoTime() - start).isGreaterThan(900_000_000L);
        assertThat(wire("", "stall(seconds=1)")).startsWith("HTTP/1.1 200").doesNotContain("finish_reason");
    }

    @Test
    void slownessChangesNothingButTheTime() throws Exception {
        for (var fault : new String[]{"slow_first_token(delay=30)", "slow_tokens(delay=2)"}) {
            assertThat(wire(STREAM, fault)).as(fault).contains("data: [DONE]");
        }
        assertThat(wire("", "slow_first_token(delay=30)")).contains("finish_reason");
        assertThat(gate.turns("wire")).allMatch(t -> t.injections().size() == 1);
    }

    @Test
    void aLyingStopSaysStopAndACutAtTheLimitSaysLength() throws Exception {
        var whole = gate.turns(session("plain", "")).getFirst().natural().value();
        assertThat(Gate.text(Gate.events(wire(STREAM, "lying_stop(keep=40)")))).hasSizeLessThan(whole.length() / 2);
        assertThat(wire("", "lying_stop")).contains("\"finish_reason\":\"stop\"");
        assertThat(wire("", "finish_length")).contains("\"finish_reason\":\"length\"");
        assertThat(gate.turns("wire").getLast().observed().value()).isNotEmpty().hasSizeLessThan(whole.length());
    }

    private String session(String name, String more) throws Exception {
        gate.post(body(more), "X-Lab-Session", name);
        return name;
    }

    @Test
    void aSplitCharacterHarmsNobody() throws Exception {
        var german = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\","
                + "\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\","
                + "\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"Grüße €\"}]}";
        var reply = gate.post(german, "X-Lab-Fault", "split_character", "X-Lab-Session", "split");
        assertThat(reply.body()).contains("Grüße €");
        assertThat(gate.turns("split").getFirst().injections()).hasSize(1);
    }

    @Test
    void aReplyInAsciiGetsACharacterThatReadsTheSameAndIsSplit() throws Exception {
        try (var socket = gate.sent(body(STREAM), "X-Lab-Fault", "split_character", "X-Lab-Session", "ascii")) {
            var wire = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(wire).containsPattern("I\u00e2\r\n[0-9a-f]+\r\n\u0080\u0099ve").contains("data: [DONE]");
        }
        var turn = gate.turns("ascii").getFirst();
        assertThat(turn.observed().value()).startsWith("I’ve").isEqualTo(turn.natural().value().replaceFirst("'", "’"));
    }

    @Test
    void noHeaderTellsThatAReplyWasTouched() throws Exception {
        var plain = gate.post(body(""), "X-Lab-Session", "plain").headers().map();
        assertThat(plain).containsKey("date").containsEntry("connection", List.of("keep-alive"));
        for (var fault : new String[]{"empty_body", "truncated_body", "slow_first_token(delay=1)"}) {
            var touched = gate.post(body(""), "X-Lab-Fault", fault, "X-Lab-Session", fault).headers().map();
            assertThat(touched.keySet()).as(fault).isEqualTo(plain.keySet());
            assertThat(touched).as(fault).containsEntry("connection", List.of("keep-alive"));
        }
    }

    @Test
    void bodiesAreEmptyCutMalformedOrOfAnotherLength() throws Exception {
        assertThat(wire("", "empty_body")).startsWith("HTTP/1.1 200").contains("content-length: 0")
                .endsWith("\r\n\r\n");
        assertThat(wire("", "truncated_body")).startsWith("HTTP/1.1 200").doesNotContain("finish_reason");
        var malformed = gate.post(body(",\"seed\":77"), "X-Lab-Fault", "malformed_body");
        assertThat(malformed.statusCode()).isEqualTo(200);
        assertThat(malformed.body()).startsWith("{\"id\"\"chatcmpl");
        var wrong = wire("", "wrong_length(by=7)");
        var body = wrong.substring(wrong.indexOf("\r\n\r\n") + 4);
        assertThat(wrong).contains("content-length: " + (body.length() + 7) + "\r\n");
        var page = gate.post(body(",\"seed\":78"), "X-Lab-Fault", "html_502");
        assertThat(page.statusCode()).isEqualTo(502);
        assertThat(page.headers().firstValue("content-type")).hasValue("text/html");
        assertThat(page.body()).startsWith("<html>");
    }

    @Test
    void everyFaultIsWrittenDownWithWhatWouldHaveComeAndWhatCame() throws Exception {
        for (var fault : Disturbances.all()) {
            var more = fault.fits(true) ? STREAM : "";
            var quick = fault.parameters().stream().map(p -> p.name())
                    .filter(p -> p.equals("seconds") || p.equals("delay")).findFirst();
            gate.raw(body(more), "X-Lab-Fault", fault.name() + quick.map(p -> "(" + p + "=1)").orElse(""),
                    "X-Lab-Session", fault.name());
            var turn = gate.turns(fault.name()).getFirst();
            assertThat(turn.injections()).as(fault.name()).hasSize(1);
            assertThat(turn.injections().getFirst().mode().wire()).isEqualTo(fault.name());
            assertThat(turn.natural().value()).contains("INS-2024-9876");
            if (fault.ending().failed()) {
                assertThat(turn.observed()).as(fault.name()).isNotEqualTo(turn.natural());
            }
        }
    }

    @Test
    void theSecondAttemptPassesUnlessTheFaultPersists() throws Exception {
        var once = body(STREAM);
        assertThat(gate.raw(once, "X-Lab-Fault", "cut_stream", "X-Lab-Session", "cured")).doesNotContain("[DONE]");
        assertThat(gate.raw(once, "X-Lab-Fault", "cut_stream", "X-Lab-Session", "cured")).contains("[DONE]");
        assertThat(gate.turns("cured")).hasSize(1);
        assertThat(gate.turns("cured").getFirst().outcome()).isEqualTo(Outcome.RECOVERED);
        for (var i = 0; i < 3; i++) {
            assertThat(gate.raw(once, "X-Lab-Fault", "cut_stream(cure=persistent)", "X-Lab-Session", "ill"))
                    .doesNotContain("[DONE]");
        }
    }

    @Test
    void aSlowStreamIsOnDiskBeforeItSaysThatItIsOver() throws Exception {
        gate.lab.change(gate.lab.settings().withTimeScale(1));
        try (var socket = gate.sent(body(STREAM), "X-Lab-Fault", "slow_tokens(delay=40)", "X-Lab-Session", "slow")) {
            var seen = new StringBuilder();
            while (!seen.toString().contains("\"finish_reason\":\"stop\"")) {
                seen.append((char) socket.getInputStream().read());
            }
            assertThat(gate.lab.interactions(new SessionId("slow"))).isEqualTo(1);
            assertThat(seen).doesNotContain("[DONE]");
        }
    }
}
