package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.fault.wire.Disturbances;
import dev.kintsugi.lab.relay.RelaySettings;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every mode and every fault of the wire, forced by the header, of a stream and of a whole reply: what leaves on the
/// socket, byte for byte.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EveryFaultTest {
    private static Gate gate;
    private static String natural;

    @BeforeAll
    static void open() throws Exception {
        gate = new Gate(RelaySettings.DEFAULTS);
        natural = text(Seen.of(gate.raw(body(""))));
    }

    @AfterAll
    static void close() { gate.close(); }

    static Stream<String> names() { return Disturbances.names(); }

    private static String text(Seen seen) throws IOException {
        return seen.json().at("/choices/0/message/content").asText();
    }

    private static void isOneWholeStream(Seen seen, String finish) {
        seen.isAStream();
        assertThat(seen.events().getFirst()).contains("\"object\":\"chat.completion.chunk\"",
                "\"delta\":{\"role\":\"assistant\",\"content\":\"\"");
        assertThat(seen.events().get(seen.events().size() - 2)).contains("\"delta\":{}",
                "\"finish_reason\":\"" + finish + "\"");
        assertThat(seen.events().getLast()).isEqualTo("[DONE]");
    }

    private static void breaksOff(Seen seen) {
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.events().stream().filter(e -> e.contains("\"delta\":{\"content\":")).count()).isBetween(1L,
                (long) natural.split(" ").length - 1);
        assertThat(seen.body()).doesNotContain("[DONE]").doesNotContain("\"finish_reason\":\"");
    }

    private static Seen ask(String name, boolean stream) throws Exception {
        var quick = name.equals("stall") ? "(seconds=1)" : "";
        return Seen.of(gate.raw(body(stream ? ",\"stream\":true" : ""), "X-Lab-Fault", name + quick, "X-Lab-Session",
                name + (stream ? "-streamed" : "-whole")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aWholeReply(String name) throws Exception {
        var seen = ask(name, false);
        if (Seen.ONLY_STREAMS.contains(name)) {
            seen.isAnError(400, "invalid_request_error", "lab_request");
            return;
        }
        if (seen.isTheErrorOf(name, "messages")) {
            return;
        }
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.header("content-type")).isEqualTo("application/json");
        switch (name) {
            case "slow_first_token" -> {
                assertThat(text(seen)).isEqualTo(natural);
                assertThat(seen.lengthIsTrue()).isTrue();
            }
            case "split_character" -> assertThat(text(seen)).isEqualTo(natural.replaceFirst("'", "’"));
            case "lying_stop" -> shorter(seen, "stop");
            case "finish_length" -> shorter(seen, "length");
            case "empty_body" -> assertThat(seen.body()).isEmpty();
            case "truncated_body" -> {
                assertThat(seen.lengthIsTrue()).isTrue();
                assertThat(seen.body()).startsWith("{\"id\":\"chatcmpl-").doesNotContain("finish_reason");
            }
            case "malformed_body" -> assertThat(seen.body()).startsWith("{\"id\"\"chatcmpl-").endsWith("}");
            case "wrong_length" -> {
                assertThat(text(seen)).isEqualTo(natural);
                assertThat(Integer.parseInt(seen.header("content-length"))).isGreaterThan(seen.body().length());
            }
            case "stall" -> {
                assertThat(seen.body()).startsWith("{\"id\":\"chatcmpl-").doesNotContain("<reset>");
                assertThat(Integer.parseInt(seen.header("content-length"))).isGreaterThan(seen.body().length());
            }
            case "reset" -> assertThat(seen.body()).startsWith("{\"id\":\"chatcmpl-").endsWith("<reset>");
            default -> {
                assertThat(Seen.REWRITING).contains(name);
                assertThat(text(seen)).isNotEmpty().isNotEqualTo(natural);
                assertThat(seen.json().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
                assertThat(seen.lengthIsTrue()).isTrue();
            }
        }
    }

    private static void shorter(Seen seen, String finish) throws Exception {
        assertThat(natural).startsWith(text(seen)).hasSizeGreaterThan(text(seen).length());
        assertThat(seen.json().at("/choices/0/finish_reason").asText()).isEqualTo(finish);
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
        if (seen.isTheErrorOf(name, "messages")) {
            return;
        }
        switch (name) {
            case "cut_stream" -> {
                breaksOff(seen);
                assertThat(seen.endsInOrder()).isTrue();
            }
            case "cut_in_chunk" -> {
                breaksOff(seen);
                assertThat(seen.body()).doesNotEndWith("\r\n").doesNotContain("<reset>");
            }
            case "reset" -> {
                breaksOff(seen);
                assertThat(seen.body()).endsWith("<reset>");
            }
            case "stall" -> {
                breaksOff(seen);
                assertThat(seen.endsInOrder()).isFalse();
                assertThat(seen.body()).endsWith("\r\n").doesNotContain("<reset>");
            }
            case "error_in_stream" -> {
                breaksOff(seen);
                assertThat(seen.last().at("/error/message").asText()).isNotEmpty();
                assertThat(seen.endsInOrder()).isTrue();
            }
            case "broken_json_chunk" -> {
                isOneWholeStream(seen, "stop");
                assertThat(seen.events().stream().filter(e -> !e.endsWith("}"))).hasSize(2);
            }
            case "empty_body" -> assertThat(seen.body()).isEmpty();
            case "split_character" -> assertThat(seen.events().getLast()).isEqualTo("[DONE]");
            case "slow_first_token", "slow_tokens" -> {
                isOneWholeStream(seen, "stop");
                assertThat(Gate.text(seen.events())).isEqualTo(natural);
            }
            case "lying_stop", "finish_length" -> {
                isOneWholeStream(seen, name.equals("lying_stop") ? "stop" : "length");
                assertThat(natural).startsWith(Gate.text(seen.events()))
                        .hasSizeGreaterThan(Gate.text(seen.events()).length());
            }
            default -> {
                assertThat(Seen.REWRITING).contains(name);
                isOneWholeStream(seen, "stop");
                assertThat(Gate.text(seen.events())).isNotEmpty().isNotEqualTo(natural);
            }
        }
    }

    @Test
    void aUsedUpQuotaIsNoRateLimit() throws Exception {
        var seen = Seen
                .of(gate.raw(body(""), "X-Lab-Fault", "rate_limiting(limit_of=quota)", "X-Lab-Session", "quota"));
        seen.isAnError(429, "insufficient_quota", "insufficient_quota");
        assertThat(seen.header("x-should-retry")).isEqualTo("false");
        assertThat(seen.header("retry-after")).isEmpty();
        assertThat(Seen.of(gate.raw(body(""), "X-Lab-Session", "quota")).status()).isEqualTo(429);
    }
}
