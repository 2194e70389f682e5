package dev.kintsugi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.gateway.guard.GuardSettings;
import dev.kintsugi.lab.LabSettings;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the scripted agent counts of a request besides its messages, in the words of each API.
class DefinitionsCountTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = """
            {"type": "object", "properties": {"claim_id": {"type": "string", "description": "As the letter has it"},
              "amount": {"type": "number"}}, "required": ["claim_id"], "additionalProperties": false}""";

    private Served served;

    @BeforeEach
    void serve() { served = new Served(); }

    @AfterEach
    void close() { served.close(); }

    /// One of the three, as a program asks in it.
    enum Dialect {
        /// Chat completions.
        CHAT("/v1/chat/completions", "/usage/prompt_tokens",
                "\"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]",
                "{\"type\": \"function\", \"function\": {\"name\": \"get_claim_%d\", \"parameters\": %s}}",
                "\"response_format\": {\"type\": \"json_schema\", \"json_schema\": {\"name\": \"a\", \"schema\": %s}}",
                "\"stream\": true, \"stream_options\": {\"include_usage\": true}", "/usage/prompt_tokens"),
        /// Responses.
        RESPONSES("/v1/responses", "/usage/input_tokens", "\"input\": \"Hello\"",
                "{\"type\": \"function\", \"name\": \"get_claim_%d\", \"parameters\": %s}",
                "\"text\": {\"format\": {\"type\": \"json_schema\", \"name\": \"a\", \"schema\": %s}}",
                "\"stream\": true", "/response/usage/input_tokens"),
        /// Anthropic's messages.
        MESSAGES("/v1/messages", "/usage/input_tokens",
                "\"max_tokens\": 500, \"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]",
                "{\"name\": \"get_claim_%d\", \"input_schema\": %s}",
                "\"output_config\": {\"format\": {\"type\": \"json_schema\", \"schema\": %s}}",
                "\"stream\": true", "/message/usage/input_tokens");

        private final String path;
        private final String usage;
        private final String asked;
        private final String tool;
        private final String format;
        private final String stream;
        private final String streamedUsage;

        Dialect(String path, String usage, String asked, String tool, String format, String stream,
                String streamedUsage) {
            this.path = path;
            this.usage = usage;
            this.asked = asked;
            this.tool = tool;
            this.format = format;
            this.stream = stream;
            this.streamedUsage = streamedUsage;
        }

        private String tools(int many) {
            var all = new String[many];
            Arrays.setAll(all, i -> tool.formatted(i, SCHEMA));
            return ", \"tools\": [" + String.join(", ", all) + "]";
        }

        private String format() { return ", " + format.formatted(SCHEMA); }

        private Served.Answer ask(Served served, String more) { return ask(served, path, more); }

        private Served.Answer ask(Served served, String at, String more) {
            return served.send("POST", at, "{\"model\": \"m\", " + asked + more + "}", "anthropic-version",
                    "2023-06-01");
        }

        private int count(Served served, String more) {
            var answer = ask(served, more);
            assertThat(answer.status()).as(answer.whole().body()).isEqualTo(200);
            return answer.body().at(usage).asInt();
        }

        private int streamed(Served served, String more) {
            return ask(served, more + ", " + stream).whole().body().lines().filter(line -> line.startsWith("data: {"))
                    .map(line -> event(line.substring(6)).at(streamedUsage)).filter(JsonNode::isInt)
                    .mapToInt(JsonNode::asInt).max().orElse(0);
        }

        private static JsonNode event(String data) {
            try {
                return JSON.readTree(data);
            } catch (IOException e) {
                throw new AssertionError(data, e);
            }
        }
    }

    private static int tokens(JsonNode definition) {
        return Tokens.ofEncoding("cl100k_base").count(definition.toString());
    }

    @ParameterizedTest
    @EnumSource
    void toolsCountAsTheirDefinitionsDo(Dialect dialect) throws Exception {
        var defined = tokens(JSON.readTree("{" + dialect.tools(3).substring(1) + "}").path("tools"));
        assertThat(defined).isGreaterThan(100);
        assertThat(dialect.count(served, dialect.tools(3)) - dialect.count(served, "")).isEqualTo(defined);
    }

    @ParameterizedTest
    @EnumSource
    void theSchemaOfTheAnswerCountsToo(Dialect dialect) throws Exception {
        assertThat(dialect.count(served, dialect.format()) - dialect.count(served, ""))
                .isEqualTo(tokens(JSON.readTree(SCHEMA)));
    }

    @ParameterizedTest
    @EnumSource
    void aStreamSaysTheSame(Dialect dialect) {
        var all = dialect.tools(2) + dialect.format();
        assertThat(dialect.streamed(served, all)).isEqualTo(dialect.count(served, all));
    }

    /// The limit is one on what is read, and definitions are not.
    @ParameterizedTest
    @EnumSource
    void anAgentWithManyToolsIsAnsweredAllTheSame(Dialect dialect) {
        var settings = LabSettings.defaults();
        try (var small = new Served(GuardSettings.LOOPBACK,
                settings.withAgent(settings.agent().withContextWindow(3_000)))) {
            assertThat(dialect.count(small, dialect.tools(100))).isGreaterThan(3_000);
        }
    }

    @Test
    void tokensAreCountedInAdvanceAsTheyAreInTheAnswer() {
        var all = Dialect.MESSAGES.tools(2);
        assertThat(Dialect.MESSAGES.ask(served, "/v1/messages/count_tokens", all).body().path("input_tokens").asInt())
                .isEqualTo(Dialect.MESSAGES.count(served, all));
    }

    @Test
    void functionsOfOldCountAsWell() {
        var old = ", \"functions\": [{\"name\": \"get_claim\", \"parameters\": " + SCHEMA + "}]";
        assertThat(Dialect.CHAT.count(served, old)).isGreaterThan(Dialect.CHAT.count(served, "") + 30);
    }

    /// What the conversation says is sent to a model as well.
    @Test
    void callsOfToolsInTheConversationCount() {
        assertThat(asked("{\\\"id\\\": \\\"INS-2024-9876\\\", \\\"deep\\\": true}") - asked("{}")).isGreaterThan(10);
    }

    private int asked(String arguments) {
        var body = """
                {"model": "m", "messages": [{"role": "user", "content": "claim?"}, {"role": "assistant", "content": null,
                  "tool_calls": [{"id": "c", "type": "function", "function": {"name": "f", "arguments": "%s"}}]},
                  {"role": "tool", "tool_call_id": "c", "content": "paid"}]}""";
        return served.post("/v1/chat/completions", body.formatted(arguments)).body().at("/usage/prompt_tokens").asInt();
    }
}
