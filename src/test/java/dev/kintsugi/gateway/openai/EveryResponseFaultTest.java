package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.asks;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.fault.wire.Disturbances;
import dev.kintsugi.lab.relay.RelaySettings;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every mode and every fault of the wire on the Responses API, of a stream and of a whole reply: what leaves on the
/// socket, and what is written down of it.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EveryResponseFaultTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> REWRITING = Set.of("hallucination", "incorrect_reasoning", "off_topic",
            "infinite_loop", "stuck_pattern", "refusing_progress");
    private static final Set<String> ONLY_STREAMS = Set.of("cut_stream", "cut_in_chunk", "error_in_stream",
            "broken_json_chunk", "slow_tokens");
    private static final Set<String> ONLY_WHOLE = Set.of("truncated_body", "malformed_body", "wrong_length");
    private static Gate gate;
    private static String natural;

    @BeforeAll
    static void open() throws Exception {
        gate = new Gate(RelaySettings.DEFAULTS);
        natural = Seen.of(gate.rawAt("/responses", asks(""))).text();
    }

    @AfterAll
    static void close() { gate.close(); }

    static Stream<String> names() { return Disturbances.names(); }

    /// What came over the wire.
    ///
    /// @param status 0 when nothing came
    private record Seen(int status, String head, String body) {
        static Seen of(String wire) {
            var end = wire.indexOf("\r\n\r\n");
            return end < 0
                    ? new Seen(0, "", wire)
                    : new Seen(Integer.parseInt(wire.substring(9, 12)), wire.substring(0, end) + "\r\n",
                            wire.substring(end + 4));
        }

        String header(String name) {
            var line = head.lines().filter(l -> l.startsWith(name + ": ")).findFirst();
            return line.map(l -> l.substring(name.length() + 2)).orElse("");
        }

        boolean lengthIsTrue() { return header("content-length").equals(Integer.toString(body.length())); }

        boolean endsInOrder() { return body.endsWith("\r\n0\r\n\r\n"); }

        JsonNode json() throws Exception { return JSON.readTree(body); }

        String text() throws Exception { return json().at("/output/0/content/0/text").asText(); }

        List<String> events() { return Gate.events(body); }

        List<String> types() {
            return body.lines().filter(l -> l.startsWith("event: ")).map(l -> l.substring(7)).toList();
        }

        JsonNode last() throws Exception { return JSON.readTree(events().getLast()); }

        void isAnError(int wanted, String type, String code) throws Exception {
            assertThat(status).isEqualTo(wanted);
            assertThat(header("content-type")).isEqualTo("application/json");
            assertThat(lengthIsTrue()).isTrue();
            var error = json().path("error");
            assertThat(error.properties().stream().map(p -> p.getKey())).contains("message", "type", "param", "code");
            assertThat(error.path("type").asText()).isEqualTo(type);
            assertThat(error.path("code").asText()).isEqualTo(code);
        }

        void isOneWholeStream(String status) throws Exception {
            assertThat(this.status).isEqualTo(200);
            assertThat(header("content-type")).isEqualTo("text/event-stream; charset=utf-8");
            assertThat(endsInOrder()).isTrue();
            assertThat(types()).startsWith("response.created", "response.in_progress", "response.output_item.added",
                    "response.content_part.added", "response.output_text.delta").endsWith("response.output_text.done",
                            "response.content_part.done", "response.output_item.done", "response." + status);
            assertThat(last().at("/response/status").asText()).isEqualTo(status);
            assertThat(body).doesNotContain("[DONE]");
        }

        void breaksOff() {
            assertThat(status).isEqualTo(200);
            assertThat(types().stream().filter("response.output_text.delta"::equals).count()).isBetween(1L,
                    (long) natural.split(" ").length - 1);
            assertThat(types()).noneMatch(t -> t.endsWith(".done") || t.equals("response.completed"));
        }
    }

    private static Seen ask(String name, boolean stream) throws Exception {
        var quick = name.equals("stall") ? "(seconds=1)" : "";
        return forced(name + quick, stream, name + (stream ? "-streamed" : "-whole"));
    }

    private static Seen forced(String fault, boolean stream, String session) throws Exception {
        return Seen.of(gate.rawAt("/responses", asks(stream ? ",\"stream\":true" : ""), "X-Lab-Fault", fault,
                "X-Lab-Session", session));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aWholeReply(String name) throws Exception {
        var seen = ask(name, false);
        if (ONLY_STREAMS.contains(name)) {
            seen.isAnError(400, "invalid_request_error", "lab_request");
            return;
        }
        isWrittenDown(name + "-whole", name);
        if (anError(name, seen)) {
            return;
        }
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.header("content-type")).isEqualTo("application/json");
        switch (name) {
            case "slow_first_token" -> assertThat(seen.text()).isEqualTo(natural);
            case "split_character" -> assertThat(seen.text()).isEqualTo(natural.replaceFirst("'", "’"));
            case "lying_stop" -> shorter(seen, "completed");
            case "finish_length" -> {
                shorter(seen, "incomplete");
                assertThat(seen.json().at("/incomplete_details/reason").asText()).isEqualTo("max_output_tokens");
                assertThat(seen.json().at("/output/0/status").asText()).isEqualTo("incomplete");
            }
            case "empty_body" -> assertThat(seen.body()).isEmpty();
            case "truncated_body" -> {
                assertThat(seen.lengthIsTrue()).isTrue();
                assertThat(seen.body()).startsWith("{\"id\":\"resp_").doesNotContain("usage");
            }
            case "malformed_body" -> assertThat(seen.body()).startsWith("{\"id\"\"resp_").endsWith("}");
            case "wrong_length" -> {
                assertThat(seen.text()).isEqualTo(natural);
                assertThat(Integer.parseInt(seen.header("content-length"))).isGreaterThan(seen.body().length());
            }
            case "stall" -> {
                assertThat(seen.body()).startsWith("{\"id\":\"resp_").doesNotContain("<reset>");
                assertThat(seen.lengthIsTrue()).isFalse();
            }
            case "reset" -> assertThat(seen.body()).startsWith("{\"id\":\"resp_").endsWith("<reset>");
            default -> {
                assertThat(REWRITING).contains(name);
                assertThat(seen.text()).isNotEmpty().isNotEqualTo(natural);
                assertThat(seen.json().path("status").asText()).isEqualTo("completed");
                assertThat(seen.lengthIsTrue()).isTrue();
            }
        }
    }

    private static void shorter(Seen seen, String status) throws Exception {
        assertThat(natural).startsWith(seen.text()).hasSizeGreaterThan(seen.text().length());
        assertThat(seen.json().path("status").asText()).isEqualTo(status);
        assertThat(seen.lengthIsTrue()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aStream(String name) throws Exception {
        var seen = ask(name, true);
        if (ONLY_WHOLE.contains(name)) {
            seen.isAnError(400, "invalid_request_error", "lab_request");
            return;
        }
        isWrittenDown(name + "-streamed", name);
        if (anError(name, seen)) {
            return;
        }
        switch (name) {
            case "cut_stream" -> {
                seen.breaksOff();
                assertThat(seen.endsInOrder()).isTrue();
                observed("cut_stream-streamed", Gate.words(seen.events()));
            }
            case "cut_in_chunk" -> {
                seen.breaksOff();
                assertThat(seen.body()).doesNotEndWith("\r\n").doesNotContain("<reset>");
            }
            case "reset" -> {
                seen.breaksOff();
                assertThat(seen.body()).endsWith("<reset>");
                observed("reset-streamed", Gate.words(seen.events()));
            }
            case "stall" -> {
                seen.breaksOff();
                assertThat(seen.endsInOrder()).isFalse();
                assertThat(seen.body()).endsWith("\r\n").doesNotContain("<reset>");
            }
            case "error_in_stream" -> {
                seen.breaksOff();
                assertThat(seen.types()).endsWith("error");
                assertThat(seen.last().at("/error/message").asText()).isNotEmpty();
                observed("error_in_stream-streamed", Gate.words(seen.events()));
            }
            case "broken_json_chunk" -> {
                seen.isOneWholeStream("completed");
                assertThat(seen.events().stream().filter(e -> !e.endsWith("}"))).hasSize(1);
            }
            case "empty_body" -> assertThat(seen.body()).isEmpty();
            case "split_character" -> assertThat(seen.types()).endsWith("response.completed");
            case "slow_first_token", "slow_tokens" -> {
                seen.isOneWholeStream("completed");
                assertThat(Gate.words(seen.events())).isEqualTo(natural);
            }
            case "lying_stop", "finish_length" -> {
                seen.isOneWholeStream(name.equals("lying_stop") ? "completed" : "incomplete");
                assertThat(natural).startsWith(Gate.words(seen.events()))
                        .hasSizeGreaterThan(Gate.words(seen.events()).length());
            }
            default -> {
                assertThat(REWRITING).contains(name);
                seen.isOneWholeStream("completed");
                assertThat(Gate.words(seen.events())).isNotEmpty().isNotEqualTo(natural);
                observed(name + "-streamed", Gate.words(seen.events()));
            }
        }
    }

    private static void isWrittenDown(String session, String name) {
        var turn = gate.turns(session).getFirst();
        assertThat(turn.injections()).hasSize(1);
        assertThat(turn.injections().getFirst().mode().wire()).isEqualTo(name);
        assertThat(turn.natural().value()).isEqualTo(natural);
    }

    private static void observed(String session, String text) {
        assertThat(gate.turns(session).getFirst().observed().value()).isEqualTo(text);
    }

    /// What does not depend on whether a stream was asked for.
    private static boolean anError(String name, Seen seen) throws Exception {
        switch (name) {
            case "api_timeout" -> assertThat(seen).isEqualTo(new Seen(0, "", ""));
            case "auth_error" -> {
                var refused = seen.status() == 401;
                seen.isAnError(refused ? 401 : 403, refused ? "invalid_request_error" : "permission_error",
                        refused ? "invalid_api_key" : "null");
            }
            case "service_unavailable" -> seen.isAnError(503, "server_error", "null");
            case "memory_exhaustion" -> seen.isAnError(500, "server_error", "null");
            case "token_limit" -> {
                seen.isAnError(400, "invalid_request_error", "context_length_exceeded");
                assertThat(seen.json().at("/error/param").asText()).isEqualTo("input");
            }
            case "rate_limiting" -> {
                seen.isAnError(429, "requests", "rate_limit_exceeded");
                assertThat(seen.header("retry-after")).isEqualTo("2");
            }
            case "html_502" -> {
                assertThat(seen.status()).isEqualTo(502);
                assertThat(seen.body()).startsWith("<html>");
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /// A client that was written after the reference is blind to what really comes, and the other way round.
    @Test
    void anErrorInMidStreamComesInThreeShapes() throws Exception {
        var nested = forced("error_in_stream", true, "nested");
        assertThat(nested.last().path("type").asText()).isEqualTo("error");
        assertThat(nested.last().at("/error/code").asText()).isEqualTo("server_error");
        var flat = forced("error_in_stream(style=event)", true, "flat");
        assertThat(flat.types()).endsWith("error");
        assertThat(flat.last().has("error")).isFalse();
        assertThat(flat.last().path("code").asText()).isEqualTo("server_error");
        var failed = forced("error_in_stream(style=failed)", true, "failed");
        assertThat(failed.types()).endsWith("response.failed");
        assertThat(failed.last().at("/response/status").asText()).isEqualTo("failed");
        assertThat(failed.last().at("/response/error/code").asText()).isEqualTo("server_error");
        for (var seen : List.of(nested, flat, failed)) {
            assertThat(seen.last().path("sequence_number").asInt()).isEqualTo(seen.events().size() - 1);
        }
    }

    @Test
    void aCutCallOfAToolNeverSaysThatItIsDone() throws Exception {
        var tool = ",\"stream\":true,\"tool_choice\":\"required\",\"tools\":[{\"type\":\"function\",\"name\":\"f\","
                + "\"parameters\":{\"type\":\"object\",\"properties\":{\"q\":{\"type\":\"string\"}}}}]";
        for (var after : new int[]{0, 50, 99}) {
            var seen = Seen.of(gate.rawAt("/responses", asks(tool), "X-Lab-Fault", "cut_stream(after=" + after + ")",
                    "X-Lab-Session", "tool-" + after));
            assertThat(seen.types()).isNotEmpty().noneMatch(t -> t.endsWith(".done") || t.endsWith("completed"));
        }
    }

    @Test
    void theNumbersOfAStreamCountItsEvents() throws Exception {
        var events = forced("normal", true, "numbers").events();
        var numbers = events.stream().map(EveryResponseFaultTest::number).toList();
        assertThat(numbers).isEqualTo(IntStream.range(0, events.size()).boxed().toList());
    }

    private static int number(String event) {
        try {
            return JSON.readTree(event).path("sequence_number").asInt();
        } catch (Exception e) {
            throw new AssertionError(event, e);
        }
    }
}
