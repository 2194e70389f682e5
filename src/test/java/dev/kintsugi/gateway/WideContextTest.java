package dev.kintsugi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.gateway.guard.GuardSettings;
import dev.kintsugi.lab.LabSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How much the scripted agent reads of what programs bring along, in the words of each API.
class WideContextTest {
    /// About 20,000 tokens, as the instructions of a coding agent have.
    private static final String INSTRUCTIONS = "Answer well. ".repeat(6_700);
    private static final String QUESTION = "Where is my claim INS-2024-9876?";

    private static Served served(int window) {
        var settings = LabSettings.defaults();
        return new Served(GuardSettings.LOOPBACK, settings.withAgent(settings.agent().withContextWindow(window)));
    }

    /// One of the three, as a program asks in it.
    enum Dialect {
        CHAT("/v1/chat/completions", "/choices/0/message/content", "maximum context length is 8192 tokens") {
            @Override
            String body() {
                return """
                        {"model": "m", "messages": [{"role": "system", "content": "%s"}, {"role": "user", "content": "%s"}]}"""
                        .formatted(INSTRUCTIONS, QUESTION);
            }
        },
        RESPONSES("/v1/responses", "/output/0/content/0/text", "maximum context length is 8192 tokens") {
            @Override
            String body() { return """
                    {"model": "m", "instructions": "%s", "input": "%s"}""".formatted(INSTRUCTIONS, QUESTION); }
        },
        MESSAGES("/v1/messages", "/content/0/text", "prompt is too long") {
            @Override
            String body() {
                return """
                        {"model": "m", "max_tokens": 500, "system": "%s", "messages": [{"role": "user", "content": "%s"}]}"""
                        .formatted(INSTRUCTIONS, QUESTION);
            }
        };

        private final String path;
        private final String text;
        private final String refusal;

        Dialect(String path, String text, String refusal) {
            this.path = path;
            this.text = text;
            this.refusal = refusal;
        }

        abstract String body();

        Served.Answer ask(Served served) {
            return served.send("POST", path, body(), "anthropic-version", "2023-06-01");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLongRequestIsRefusedByDefault(Dialect dialect) {
        try (var served = new Served()) {
            var refused = dialect.ask(served);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("/error/message")).contains(dialect.refusal).containsPattern("2\\d{4} tokens");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWiderContextReadsIt(Dialect dialect) {
        try (var served = served(40_000)) {
            var answer = dialect.ask(served);
            assertThat(answer.status()).as(answer.whole().body()).isEqualTo(200);
            assertThat(answer.text(dialect.text)).contains("INS-2024-9876");
        }
    }

    @Test
    void theModelsAreTheSame() {
        try (var usual = new Served(); var wide = served(40_000)) {
            assertThat(models(wide)).isEqualTo(models(usual));
        }
    }

    private static JsonNode models(Served served) {
        var all = JsonMapper.builder().build().createArrayNode();
        served.get("/v1/models").body().path("data").forEach(model -> all.add(model.path("id")));
        return all;
    }
}
