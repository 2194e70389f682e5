package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Every failure on the Chat Completions API.
class EveryFaultTest extends EveryFaultCase {
    EveryFaultTest() { super(new Words("chatcmpl-", "finish_reason", "stop", "length")); }

    @Override
    protected Seen ask(boolean stream, String... headers) throws IOException {
        return Seen.of(gate.raw(body(stream ? ",\"stream\":true" : ""), headers));
    }

    @Override
    protected String text(JsonNode reply) { return reply.at("/choices/0/message/content").asText(); }

    @Override
    protected String word(JsonNode event) { return event.at("/choices/0/delta/content").asText(""); }

    @Override
    protected String end(JsonNode reply) { return reply.at("/choices/0/finish_reason").asText(); }

    @Override
    protected void isOneWholeStream(Seen seen, String finish) {
        seen.isAStream();
        assertThat(seen.events().getFirst()).contains("\"object\":\"chat.completion.chunk\"",
                "\"delta\":{\"role\":\"assistant\",\"content\":\"\"");
        assertThat(seen.events().get(seen.events().size() - 2)).contains("\"delta\":{}",
                "\"finish_reason\":\"" + finish + "\"");
        assertThat(seen.events().getLast()).isEqualTo("[DONE]");
    }

    @Override
    protected void saysNoEnd(Seen seen) {
        assertThat(seen.body()).doesNotContain("[DONE]").doesNotContain("\"finish_reason\":\"");
    }

    @Override
    protected void endsInAnError(Seen seen) throws IOException { assertThat(seen.last().has("error")).isTrue(); }

    @Override
    protected void isRefused(Seen seen) throws IOException {
        seen.isAnError(400, "invalid_request_error", "lab_request");
    }

    @Override
    protected boolean isTheErrorOf(String name, Seen seen) throws IOException {
        return seen.isTheErrorOf(name, "messages");
    }

    @Test
    void aUsedUpQuotaIsNoRateLimit() throws Exception {
        var seen = forced("rate_limiting(limit_of=quota)", false, "quota");
        seen.isAnError(429, "insufficient_quota", "insufficient_quota");
        assertThat(seen.header("x-should-retry")).isEqualTo("false");
        assertThat(seen.header("retry-after")).isEmpty();
        assertThat(ask(false, "X-Lab-Session", "quota").status()).isEqualTo(429);
    }
}
