package dev.kintsugi.gateway.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.gateway.openai.EveryFaultCase;
import dev.kintsugi.gateway.openai.Seen;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every failure on the Messages API.
class EveryMessageFaultTest extends EveryFaultCase {
    EveryMessageFaultTest() { super(new Words("msg_", "usage", "end_turn", "max_tokens")); }

    @Override
    protected Seen ask(boolean stream, String... headers) throws IOException {
        return Seen.of(gate.rawAt("/messages", MessagesRig.asks(stream ? ",'stream':true" : ""),
                MessagesRig.headers(headers)));
    }

    @Override
    protected String text(JsonNode reply) { return reply.at("/content/0/text").asText(); }

    @Override
    protected String word(JsonNode event) { return event.at("/delta/text").asText(""); }

    @Override
    protected String end(JsonNode reply) { return reply.path("stop_reason").asText(); }

    @Override
    protected void isOneWholeStream(Seen seen, String reason) throws IOException {
        seen.isAStream();
        assertThat(seen.names()).startsWith("message_start", "content_block_start", "ping", "content_block_delta")
                .endsWith("content_block_stop", "message_delta", "message_stop");
        assertThat(MessagesRig.tree(seen.events().get(seen.events().size() - 2)).at("/delta/stop_reason").asText())
                .isEqualTo(reason);
    }

    @Override
    protected void saysNoEnd(Seen seen) {
        assertThat(seen.names()).contains("content_block_delta").doesNotContain("content_block_stop", "message_delta",
                "message_stop");
    }

    @Override
    protected void endsInAnError(Seen seen) throws IOException {
        assertThat(seen.names()).endsWith("error");
        assertThat(seen.last().path("type").asText()).isEqualTo("error");
        assertThat(seen.last().at("/error/type").asText()).isEqualTo("overloaded_error");
    }

    @Override
    protected void isRefused(Seen seen) throws IOException { isAnError(seen, 400, "invalid_request_error"); }

    private static void isAnError(Seen seen, int status, String type) throws IOException {
        assertThat(seen.status()).isEqualTo(status);
        assertThat(seen.header("content-type")).isEqualTo("application/json");
        assertThat(seen.lengthIsTrue()).isTrue();
        assertThat(seen.json().path("type").asText()).isEqualTo("error");
        assertThat(seen.json().at("/error/type").asText()).isEqualTo(type);
        assertThat(seen.json().at("/error/message").asText()).isNotEmpty();
        assertThat(seen.json().path("request_id").asText()).isNotEmpty().isEqualTo(seen.header("request-id"));
    }

    @Override
    protected boolean isTheErrorOf(String name, Seen seen) throws IOException {
        switch (name) {
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
            default -> {
                return false;
            }
        }
        return true;
    }

    @Test
    void aCutCallOfAToolNeverSaysThatItIsDone() throws Exception {
        var tool = ",'stream':true,'tool_choice':{'type':'any'},'tools':[" + MessagesRig.TOOL + "]";
        for (var after : new int[]{0, 50, 99}) {
            var seen = Seen.of(gate.rawAt("/messages", MessagesRig.asks(tool), MessagesRig.headers("X-Lab-Fault",
                    "cut_stream(after=" + after + ")", "X-Lab-Session", "tool-" + after)));
            assertThat(seen.names()).isNotEmpty().doesNotContain("content_block_stop",
                    "message_delta", "message_stop");
        }
    }

    @Test
    void aUsedUpQuotaAsksForNoWait() throws Exception {
        var seen = forced("rate_limiting(limit_of=quota)", false, "quota");
        isAnError(seen, 429, "rate_limit_error");
        assertThat(seen.json().at("/error/details/error_code").asText()).isEqualTo("enforced_spend_limit_reached");
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
