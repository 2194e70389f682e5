package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.fault.wire.Disturbances;
import dev.kintsugi.lab.relay.RelaySettings;
import java.util.List;
import java.util.Set;
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
        natural = Seen.of(gate.raw(body(""))).text();
    }

    @AfterAll
    static void close() { gate.close(); }

    static Stream<String> names() { return Disturbances.names(); }

    /// What came over the wire.
    ///
    /// @param status 0 when nothing came
    /// @param body   as it came, chunks and all
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

        String text() throws Exception { return json().at("/choices/0/message/content").asText(); }

        List<String> events() { return Gate.events(body); }

        /// The data of sound chunks in front of the first that says more than words.
        long words() { return events().stream().filter(e -> e.contains("\"delta\":{\"content\":")).count(); }

        void isAnError(int wanted, String type, String code) throws Exception {
            assertThat(status).isEqualTo(wanted);
            assertThat(header("content-type")).isEqualTo("application/json");
            assertThat(lengthIsTrue()).isTrue();
            var error = json().path("error");
            assertThat(error.properties().stream().map(p -> p.getKey())).contains("message", "type", "param", "code");
            assertThat(error.path("type").asText()).isEqualTo(type);
            assertThat(error.path("code").asText()).isEqualTo(code);
            assertThat(error.path("message").asText()).isNotEmpty();
        }

        void isOneWholeStream(String finish) throws Exception {
            assertThat(status).isEqualTo(200);
            assertThat(header("content-type")).isEqualTo("text/event-stream; charset=utf-8");
            assertThat(endsInOrder()).isTrue();
            assertThat(events().getFirst()).contains("\"object\":\"chat.completion.chunk\"",
                    "\"delta\":{\"role\":\"assistant\",\"content\":\"\"");
            assertThat(events().get(events().size() - 2)).contains("\"delta\":{}",
                    "\"finish_reason\":\"" + finish + "\"");
            assertThat(events().getLast()).isEqualTo("[DONE]");
        }

        void breaksOff() {
            assertThat(status).isEqualTo(200);
            assertThat(words()).isBetween(1L, (long) natural.split(" ").length - 1);
            assertThat(body).doesNotContain("[DONE]").doesNotContain("\"finish_reason\":\"");
        }
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
        if (ONLY_STREAMS.contains(name)) {
            seen.isAnError(400, "invalid_request_error", "lab_request");
            return;
        }
        if (anError(name, seen)) {
            return;
        }
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.header("content-type")).isEqualTo("application/json");
        switch (name) {
            case "slow_first_token" -> {
                assertThat(seen.text()).isEqualTo(natural);
                assertThat(seen.lengthIsTrue()).isTrue();
            }
            case "split_character" -> assertThat(seen.text()).isEqualTo(natural.replaceFirst("'", "’"));
            case "lying_stop" -> shorter(seen, "stop");
            case "finish_length" -> shorter(seen, "length");
            case "empty_body" -> assertThat(seen.body()).isEmpty();
            case "truncated_body" -> {
                assertThat(seen.lengthIsTrue()).isTrue();
                assertThat(seen.body()).startsWith("{\"id\":\"chatcmpl-").doesNotContain("finish_reason");
            }
            case "malformed_body" -> assertThat(seen.body()).startsWith("{\"id\"\"chatcmpl-").endsWith("}");
            case "wrong_length" -> {
                assertThat(seen.text()).isEqualTo(natural);
                assertThat(Integer.parseInt(seen.header("content-length"))).isGreaterThan(seen.body().length());
            }
            case "stall" -> {
                assertThat(seen.body()).startsWith("{\"id\":\"chatcmpl-").doesNotContain("<reset>");
                assertThat(Integer.parseInt(seen.header("content-length"))).isGreaterThan(seen.body().length());
            }
            case "reset" -> assertThat(seen.body()).startsWith("{\"id\":\"chatcmpl-").endsWith("<reset>");
            default -> {
                assertThat(REWRITING).contains(name);
                assertThat(seen.text()).isNotEmpty().isNotEqualTo(natural);
                assertThat(seen.json().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
                assertThat(seen.lengthIsTrue()).isTrue();
            }
        }
    }

    private static void shorter(Seen seen, String finish) throws Exception {
        assertThat(natural).startsWith(seen.text()).hasSizeGreaterThan(seen.text().length());
        assertThat(seen.json().at("/choices/0/finish_reason").asText()).isEqualTo(finish);
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
        if (anError(name, seen)) {
            return;
        }
        switch (name) {
            case "cut_stream" -> {
                seen.breaksOff();
                assertThat(seen.endsInOrder()).isTrue();
            }
            case "cut_in_chunk" -> {
                seen.breaksOff();
                assertThat(seen.body()).doesNotEndWith("\r\n").doesNotContain("<reset>");
            }
            case "reset" -> {
                seen.breaksOff();
                assertThat(seen.body()).endsWith("<reset>");
            }
            case "stall" -> {
                seen.breaksOff();
                assertThat(seen.endsInOrder()).isFalse();
                assertThat(seen.body()).endsWith("\r\n").doesNotContain("<reset>");
            }
            case "error_in_stream" -> {
                seen.breaksOff();
                assertThat(JSON.readTree(seen.events().getLast()).at("/error/message").asText()).isNotEmpty();
                assertThat(seen.endsInOrder()).isTrue();
            }
            case "broken_json_chunk" -> {
                seen.isOneWholeStream("stop");
                assertThat(seen.events().stream().filter(e -> !e.endsWith("}"))).hasSize(2);
            }
            case "empty_body" -> assertThat(seen.body()).isEmpty();
            case "split_character" -> assertThat(seen.events().getLast()).isEqualTo("[DONE]");
            case "slow_first_token", "slow_tokens" -> {
                seen.isOneWholeStream("stop");
                assertThat(Gate.text(seen.events())).isEqualTo(natural);
            }
            case "lying_stop", "finish_length" -> {
                seen.isOneWholeStream(name.equals("lying_stop") ? "stop" : "length");
                assertThat(natural).startsWith(Gate.text(seen.events()))
                        .hasSizeGreaterThan(Gate.text(seen.events()).length());
            }
            default -> {
                assertThat(REWRITING).contains(name);
                seen.isOneWholeStream("stop");
                assertThat(Gate.text(seen.events())).isNotEmpty().isNotEqualTo(natural);
            }
        }
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
                assertThat(seen.json().at("/error/param").asText()).isEqualTo("messages");
            }
            case "rate_limiting" -> {
                seen.isAnError(429, "requests", "rate_limit_exceeded");
                assertThat(seen.header("retry-after")).isEqualTo("2");
                assertThat(seen.header("retry-after-ms")).isEqualTo("2000");
                assertThat(seen.header("x-ratelimit-remaining-requests")).isEqualTo("0");
                assertThat(seen.header("x-ratelimit-reset-requests")).isEqualTo("2s");
            }
            case "html_502" -> {
                assertThat(seen.status()).isEqualTo(502);
                assertThat(seen.header("content-type")).isEqualTo("text/html");
                assertThat(seen.body()).startsWith("<html>");
            }
            default -> {
                return false;
            }
        }
        return true;
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
