package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.asks;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.fault.wire.Disturbances;
import dev.kintsugi.lab.relay.RelaySettings;
import java.io.IOException;
import java.util.List;
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
    private static Gate gate;
    private static String natural;

    @BeforeAll
    static void open() throws Exception {
        gate = new Gate(RelaySettings.DEFAULTS);
        natural = text(Seen.of(gate.rawAt("/responses", asks(""))));
    }

    @AfterAll
    static void close() { gate.close(); }

    static Stream<String> names() { return Disturbances.names(); }

    private static String text(Seen seen) throws IOException {
        return seen.json().at("/output/0/content/0/text").asText();
    }

    private static List<String> types(Seen seen) {
        return seen.body().lines().filter(l -> l.startsWith("event: ")).map(l -> l.substring(7)).toList();
    }

    private static void isOneWholeStream(Seen seen, String status) throws IOException {
        seen.isAStream();
        assertThat(types(seen)).startsWith("response.created", "response.in_progress", "response.output_item.added",
                "response.content_part.added", "response.output_text.delta").endsWith("response.output_text.done",
                        "response.content_part.done", "response.output_item.done", "response." + status);
        assertThat(seen.last().at("/response/status").asText()).isEqualTo(status);
        assertThat(seen.body()).doesNotContain("[DONE]");
    }

    private static void breaksOff(Seen seen) {
        assertThat(seen.status()).isEqualTo(200);
        assertThat(types(seen).stream().filter("response.output_text.delta"::equals).count()).isBetween(1L,
                (long) natural.split(" ").length - 1);
        assertThat(types(seen)).noneMatch(t -> t.endsWith(".done") || t.equals("response.completed"));
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
        if (Seen.ONLY_STREAMS.contains(name)) {
            seen.isAnError(400, "invalid_request_error", "lab_request");
            return;
        }
        isWrittenDown(name + "-whole", name);
        if (seen.isTheErrorOf(name, "input")) {
            return;
        }
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.header("content-type")).isEqualTo("application/json");
        switch (name) {
            case "slow_first_token" -> assertThat(text(seen)).isEqualTo(natural);
            case "split_character" -> assertThat(text(seen)).isEqualTo(natural.replaceFirst("'", "’"));
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
                assertThat(text(seen)).isEqualTo(natural);
                assertThat(Integer.parseInt(seen.header("content-length"))).isGreaterThan(seen.body().length());
            }
            case "stall" -> {
                assertThat(seen.body()).startsWith("{\"id\":\"resp_").doesNotContain("<reset>");
                assertThat(seen.lengthIsTrue()).isFalse();
            }
            case "reset" -> assertThat(seen.body()).startsWith("{\"id\":\"resp_").endsWith("<reset>");
            default -> {
                assertThat(Seen.REWRITING).contains(name);
                assertThat(text(seen)).isNotEmpty().isNotEqualTo(natural);
                assertThat(seen.json().path("status").asText()).isEqualTo("completed");
                assertThat(seen.lengthIsTrue()).isTrue();
            }
        }
    }

    private static void shorter(Seen seen, String status) throws Exception {
        assertThat(natural).startsWith(text(seen)).hasSizeGreaterThan(text(seen).length());
        assertThat(seen.json().path("status").asText()).isEqualTo(status);
        assertThat(seen.lengthIsTrue()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aStream(String name) throws Exception {
        var seen = ask(name, true);
        if (Seen.ONLY_WHOLE.contains(name)) {
            seen.isAnError(400, "invalid_request_error", "lab_request");
            return;
        }
        isWrittenDown(name + "-streamed", name);
        if (seen.isTheErrorOf(name, "input")) {
            return;
        }
        switch (name) {
            case "cut_stream" -> {
                breaksOff(seen);
                assertThat(seen.endsInOrder()).isTrue();
                observed("cut_stream-streamed", Gate.words(seen.events()));
            }
            case "cut_in_chunk" -> {
                breaksOff(seen);
                assertThat(seen.body()).doesNotEndWith("\r\n").doesNotContain("<reset>");
            }
            case "reset" -> {
                breaksOff(seen);
                assertThat(seen.body()).endsWith("<reset>");
                observed("reset-streamed", Gate.words(seen.events()));
            }
            case "stall" -> {
                breaksOff(seen);
                assertThat(seen.endsInOrder()).isFalse();
                assertThat(seen.body()).endsWith("\r\n").doesNotContain("<reset>");
            }
            case "error_in_stream" -> {
                breaksOff(seen);
                assertThat(types(seen)).endsWith("error");
                assertThat(seen.last().at("/error/message").asText()).isNotEmpty();
                observed("error_in_stream-streamed", Gate.words(seen.events()));
            }
            case "broken_json_chunk" -> {
                isOneWholeStream(seen, "completed");
                assertThat(seen.events().stream().filter(e -> !e.endsWith("}"))).hasSize(1);
            }
            case "empty_body" -> assertThat(seen.body()).isEmpty();
            case "split_character" -> assertThat(types(seen)).endsWith("response.completed");
            case "slow_first_token", "slow_tokens" -> {
                isOneWholeStream(seen, "completed");
                assertThat(Gate.words(seen.events())).isEqualTo(natural);
            }
            case "lying_stop", "finish_length" -> {
                isOneWholeStream(seen, name.equals("lying_stop") ? "completed" : "incomplete");
                assertThat(natural).startsWith(Gate.words(seen.events()))
                        .hasSizeGreaterThan(Gate.words(seen.events()).length());
            }
            default -> {
                assertThat(Seen.REWRITING).contains(name);
                isOneWholeStream(seen, "completed");
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

    /// A client that was written after the reference is blind to what really comes, and the other way round.
    @Test
    void anErrorInMidStreamComesInThreeShapes() throws Exception {
        var nested = forced("error_in_stream", true, "nested");
        assertThat(nested.last().path("type").asText()).isEqualTo("error");
        assertThat(nested.last().at("/error/code").asText()).isEqualTo("server_error");
        var flat = forced("error_in_stream(style=event)", true, "flat");
        assertThat(types(flat)).endsWith("error");
        assertThat(flat.last().has("error")).isFalse();
        assertThat(flat.last().path("code").asText()).isEqualTo("server_error");
        var failed = forced("error_in_stream(style=failed)", true, "failed");
        assertThat(types(failed)).endsWith("response.failed");
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
            assertThat(types(seen)).isNotEmpty().noneMatch(t -> t.endsWith(".done") || t.endsWith("completed"));
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
            return new ObjectMapper().readTree(event).path("sequence_number").asInt();
        } catch (Exception e) {
            throw new AssertionError(event, e);
        }
    }
}
