package dev.kintsugi.gateway.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.fault.wire.Disturbances;
import dev.kintsugi.gateway.openai.Gate;
import dev.kintsugi.gateway.openai.Seen;
import dev.kintsugi.lab.relay.RelaySettings;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every mode and every fault of the wire on the Messages API, of a stream and of a whole reply: what leaves on the
/// socket, and what is written down of it.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EveryMessageFaultTest {
    private static Gate gate;
    private static String natural;

    @BeforeAll
    static void open() throws Exception {
        gate = new Gate(RelaySettings.DEFAULTS);
        natural = text(Seen.of(gate.rawAt("/messages", MessagesRig.asks(""), MessagesRig.headers())));
    }

    @AfterAll
    static void close() { gate.close(); }

    static Stream<String> names() { return Disturbances.names(); }

    private static String text(Seen seen) throws IOException { return seen.json().at("/content/0/text").asText(); }

    private static Seen forced(String fault, boolean stream, String session) throws Exception {
        return Seen.of(gate.rawAt("/messages", MessagesRig.asks(stream ? ",'stream':true" : ""),
                MessagesRig.headers("X-Lab-Fault", fault, "X-Lab-Session", session)));
    }

    private static Seen ask(String name, boolean stream) throws Exception {
        var quick = name.equals("stall") ? "(seconds=1)" : "";
        return forced(name + quick, stream, name + (stream ? "-streamed" : "-whole"));
    }

    private static void isAnError(Seen seen, int status, String type) throws IOException {
        assertThat(seen.status()).isEqualTo(status);
        assertThat(seen.header("content-type")).isEqualTo("application/json");
        assertThat(seen.lengthIsTrue()).isTrue();
        assertThat(seen.json().path("type").asText()).isEqualTo("error");
        assertThat(seen.json().at("/error/type").asText()).isEqualTo(type);
        assertThat(seen.json().at("/error/message").asText()).isNotEmpty();
        assertThat(seen.json().path("request_id").asText()).isNotEmpty().isEqualTo(seen.header("request-id"));
    }

    /// Whether this failure is an error and no reply; then it was looked at.
    private static boolean isTheErrorOf(Seen seen, String name) throws IOException {
        switch (name) {
            case "api_timeout" -> assertThat(seen).isEqualTo(new Seen(0, "", ""));
            case "auth_error" -> isAnError(seen, seen.status() == 401 ? 401 : 403,
                    seen.status() == 401 ? "authentication_error" : "permission_error");
            case "service_unavailable" -> isAnError(seen, 529, "overloaded_error");
            case "memory_exhaustion" -> isAnError(seen, 500, "api_error");
            case "token_limit" -> {
                isAnError(seen, 400, "invalid_request_error");
                assertThat(seen.json().at("/error/message").asText()).startsWith("prompt is too long: ");
            }
            case "rate_limiting" -> {
                isAnError(seen, 429, "rate_limit_error");
                assertThat(seen.header("retry-after")).isEqualTo("2");
                assertThat(seen.header("anthropic-ratelimit-requests-remaining")).isEqualTo("0");
                assertThat(Instant.parse(seen.header("anthropic-ratelimit-requests-reset")))
                        .isAfter(Instant.parse(seen.header("anthropic-ratelimit-tokens-reset")));
            }
            case "html_502" -> {
                assertThat(seen.status()).isEqualTo(502);
                assertThat(seen.header("content-type")).isEqualTo("text/html");
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @MethodSource("names")
    void aWholeReply(String name) throws Exception {
        var seen = ask(name, false);
        if (Seen.ONLY_STREAMS.contains(name)) {
            isAnError(seen, 400, "invalid_request_error");
            return;
        }
        isWrittenDown(name + "-whole", name);
        if (isTheErrorOf(seen, name)) {
            return;
        }
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.header("content-type")).isEqualTo("application/json");
        switch (name) {
            case "slow_first_token" -> assertThat(text(seen)).isEqualTo(natural);
            case "split_character" -> assertThat(text(seen)).isEqualTo(natural.replaceFirst("'", "’"));
            case "lying_stop" -> shorter(seen, "end_turn");
            case "finish_length" -> shorter(seen, "max_tokens");
            case "empty_body" -> assertThat(seen.body()).isEmpty();
            case "truncated_body" -> {
                assertThat(seen.lengthIsTrue()).isTrue();
                assertThat(seen.body()).startsWith("{\"id\":\"msg_").doesNotContain("usage");
            }
            case "malformed_body" -> assertThat(seen.body()).startsWith("{\"id\"\"msg_").endsWith("}");
            case "wrong_length" -> {
                assertThat(text(seen)).isEqualTo(natural);
                assertThat(Integer.parseInt(seen.header("content-length"))).isGreaterThan(seen.body().length());
            }
            case "stall" -> {
                assertThat(seen.body()).startsWith("{\"id\":\"msg_").doesNotContain("<reset>");
                assertThat(seen.lengthIsTrue()).isFalse();
            }
            case "reset" -> assertThat(seen.body()).startsWith("{\"id\":\"msg_").endsWith("<reset>");
            default -> {
                assertThat(Seen.REWRITING).contains(name);
                assertThat(text(seen)).isNotEmpty().isNotEqualTo(natural);
                assertThat(seen.json().path("stop_reason").asText()).isEqualTo("end_turn");
                assertThat(seen.lengthIsTrue()).isTrue();
            }
        }
    }

    private static void shorter(Seen seen, String reason) throws IOException {
        assertThat(natural).startsWith(text(seen)).hasSizeGreaterThan(text(seen).length());
        assertThat(seen.json().path("stop_reason").asText()).isEqualTo(reason);
        assertThat(seen.lengthIsTrue()).isTrue();
    }

    private static void isOneWholeStream(Seen seen, String reason) throws Exception {
        seen.isAStream();
        assertThat(MessagesRig.names(seen.body())).startsWith("message_start", "content_block_start", "ping",
                "content_block_delta").endsWith("content_block_stop", "message_delta", "message_stop");
        assertThat(MessagesRig.tree(seen.events().get(seen.events().size() - 2)).at("/delta/stop_reason").asText())
                .isEqualTo(reason);
    }

    private static void breaksOff(Seen seen, String session) {
        assertThat(seen.status()).isEqualTo(200);
        assertThat(MessagesRig.names(seen.body())).contains("content_block_delta").doesNotContain("content_block_stop",
                "message_delta", "message_stop");
        assertThat(natural).startsWith(MessagesRig.said(seen.body()))
                .hasSizeGreaterThan(MessagesRig.said(seen.body()).length());
        observed(session, MessagesRig.said(seen.body()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aStream(String name) throws Exception {
        var seen = ask(name, true);
        var session = name + "-streamed";
        if (Seen.ONLY_WHOLE.contains(name)) {
            isAnError(seen, 400, "invalid_request_error");
            return;
        }
        isWrittenDown(session, name);
        if (isTheErrorOf(seen, name)) {
            return;
        }
        switch (name) {
            case "cut_stream" -> {
                breaksOff(seen, session);
                assertThat(seen.endsInOrder()).isTrue();
            }
            case "cut_in_chunk" -> {
                breaksOff(seen, session);
                assertThat(seen.body()).doesNotEndWith("\r\n").doesNotContain("<reset>");
            }
            case "reset" -> {
                breaksOff(seen, session);
                assertThat(seen.body()).endsWith("<reset>");
            }
            case "stall" -> {
                breaksOff(seen, session);
                assertThat(seen.endsInOrder()).isFalse();
            }
            case "error_in_stream" -> {
                breaksOff(seen, session);
                assertThat(MessagesRig.names(seen.body())).endsWith("error");
                assertThat(seen.last().path("type").asText()).isEqualTo("error");
                assertThat(seen.last().at("/error/type").asText()).isEqualTo("overloaded_error");
                assertThat(seen.last().at("/error/message").asText()).isNotEmpty();
            }
            case "broken_json_chunk" -> {
                isOneWholeStream(seen, "end_turn");
                assertThat(seen.events().stream().filter(e -> !e.endsWith("}"))).hasSize(1);
            }
            case "empty_body" -> assertThat(seen.body()).isEmpty();
            case "split_character" -> assertThat(MessagesRig.names(seen.body())).endsWith("message_stop");
            case "slow_first_token", "slow_tokens" -> {
                isOneWholeStream(seen, "end_turn");
                assertThat(MessagesRig.said(seen.body())).isEqualTo(natural);
            }
            case "lying_stop", "finish_length" -> {
                isOneWholeStream(seen, name.equals("lying_stop") ? "end_turn" : "max_tokens");
                assertThat(natural).startsWith(MessagesRig.said(seen.body()))
                        .hasSizeGreaterThan(MessagesRig.said(seen.body()).length());
            }
            default -> {
                assertThat(Seen.REWRITING).contains(name);
                isOneWholeStream(seen, "end_turn");
                assertThat(MessagesRig.said(seen.body())).isNotEmpty().isNotEqualTo(natural);
                observed(session, MessagesRig.said(seen.body()));
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

    @Test
    void aCutCallOfAToolNeverSaysThatItIsDone() throws Exception {
        var tool = ",'stream':true,'tool_choice':{'type':'any'},'tools':[" + MessagesRig.TOOL + "]";
        for (var after : new int[]{0, 50, 99}) {
            var seen = Seen.of(gate.rawAt("/messages", MessagesRig.asks(tool), MessagesRig.headers("X-Lab-Fault",
                    "cut_stream(after=" + after + ")", "X-Lab-Session", "tool-" + after)));
            assertThat(MessagesRig.names(seen.body())).isNotEmpty().doesNotContain("content_block_stop",
                    "message_delta", "message_stop");
        }
    }

    @Test
    void aUsedUpQuotaAsksForNoWait() throws Exception {
        var seen = forced("rate_limiting(limit_of=quota)", false, "quota");
        isAnError(seen, 429, "rate_limit_error");
        assertThat(seen.header("retry-after")).isEmpty();
        assertThat(seen.header("x-should-retry")).isEqualTo("false");
    }

    @Test
    void aLimitOfTokensIsToldAsOne() throws Exception {
        var seen = forced("rate_limiting(limit_of=tokens)", true, "tokens");
        assertThat(seen.header("anthropic-ratelimit-tokens-remaining")).isEqualTo("0");
        assertThat(seen.header("anthropic-ratelimit-requests-remaining")).isNotEqualTo("0");
    }

    @Test
    void aPlanFailsItAsItFailsOthers() throws Exception {
        gate.plan("service_unavailable first 1");
        try {
            isAnError(Seen.of(gate.rawAt("/messages", MessagesRig.asks(""),
                    MessagesRig.headers("X-Lab-Session", "planned"))), 529, "overloaded_error");
            assertThat(List.of(gate.turns("planned").getFirst().injections().getFirst().mode().wire()))
                    .containsExactly("service_unavailable");
        } finally {
            gate.plan();
        }
    }
}
