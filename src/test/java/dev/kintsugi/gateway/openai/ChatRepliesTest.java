package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static dev.kintsugi.gateway.openai.Gate.events;
import static dev.kintsugi.gateway.openai.Gate.json;
import static dev.kintsugi.gateway.openai.Gate.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Replies of the Chat Completions API, whole and streamed, as a program meets them.
class ChatRepliesTest extends GateCase {
    @Test
    void aReplyHasTheShapeAndTheHeadersOfTheOriginal() throws Exception {
        var reply = gate.post(body(""));
        assertThat(reply.statusCode()).isEqualTo(200);
        var tree = json(reply);
        assertThat(tree.path("id").asText()).startsWith("chatcmpl-");
        assertThat(tree.path("object").asText()).isEqualTo("chat.completion");
        assertThat(tree.path("model").asText()).isEqualTo("gpt-4o");
        var choice = tree.path("choices").path(0);
        assertThat(choice.path("message").path("content").asText()).contains("INS-2024-9876");
        assertThat(choice.path("message").has("refusal")).isTrue();
        assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
        var usage = tree.path("usage");
        assertThat(usage.path("total_tokens").asInt())
                .isEqualTo(usage.path("prompt_tokens").asInt() + usage.path("completion_tokens").asInt())
                .isGreaterThan(5);
        for (var header : List.of("x-request-id", "openai-processing-ms", "x-ratelimit-limit-requests",
                "x-ratelimit-remaining-tokens", "x-ratelimit-reset-requests")) {
            assertThat(reply.headers().firstValue(header)).as(header).isPresent();
        }
        assertThat(reply.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    @Test
    void aStreamSaysTheSameInChunks() throws Exception {
        var whole = json(gate.post(body(""))).path("choices").path(0).path("message").path("content").asText();
        var reply = gate.post(body(",\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
        assertThat(reply.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        var events = events(reply.body());
        assertThat(text(events)).isEqualTo(whole);
        assertThat(events.getFirst()).contains("\"role\":\"assistant\"", "chat.completion.chunk");
        assertThat(events.get(events.size() - 3)).contains("\"delta\":{}", "\"finish_reason\":\"stop\"");
        assertThat(events.get(events.size() - 2)).contains("\"choices\":[]", "\"total_tokens\"");
        assertThat(events.getLast()).isEqualTo("[DONE]");
    }

    @Test
    void limitsChoicesAndStopsAreHonoured() throws Exception {
        var cut = json(gate.post(body(",\"max_tokens\":5")));
        assertThat(cut.path("choices").path(0).path("finish_reason").asText()).isEqualTo("length");
        assertThat(cut.path("usage").path("completion_tokens").asInt()).isLessThanOrEqualTo(5);
        assertThat(json(gate.post(body(",\"n\":3"))).path("choices")).hasSize(3);
        var stopped = json(gate.post(body(",\"stop\":\"INS\""))).path("choices").path(0);
        assertThat(stopped.path("message").path("content").asText()).doesNotContain("INS");
        assertThat(stopped.path("finish_reason").asText()).isEqualTo("stop");
        for (var nothing : List.of("\"\"", "[\"\"]", "null")) {
            assertThat(json(gate.post(body(",\"stop\":" + nothing))).at("/choices/0/message/content").asText())
                    .as(nothing).contains("INS-2024-9876");
        }
    }

    @Test
    void toolsOfTheCallerAreCalledAndTheirAnswersUsed() throws Exception {
        var tool = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get_claim\",\"description\":\"Find a"
                + " claim\",\"parameters\":{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"},\"deep\":"
                + "{\"type\":\"boolean\"}},\"required\":[\"id\"]}}}],\"tool_choice\":\"required\"";
        var choice = json(gate.post(body(tool))).path("choices").path(0);
        assertThat(choice.path("finish_reason").asText()).isEqualTo("tool_calls");
        var function = choice.path("message").path("tool_calls").path(0).path("function");
        assertThat(function.path("name").asText()).isEqualTo("get_claim");
        assertThat(new ObjectMapper().readTree(function.path("arguments").asText()).path("deep").asBoolean()).isTrue();
        var streamed = events(gate.post(body(tool + ",\"stream\":true")).body());
        var arguments = new StringBuilder();
        for (var event : streamed.subList(0, streamed.size() - 1)) {
            arguments.append(new ObjectMapper().readTree(event).at("/choices/0/delta/tool_calls/0/function/arguments")
                    .asText(""));
        }
        assertThat(arguments.toString()).isEqualTo(function.path("arguments").asText());
        var after = gate.post("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"claim?\"},{\"role\":"
                + "\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":"
                + "{\"name\":\"get_claim\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c\","
                + "\"content\":\"it is paid\"}]" + tool + "}");
        assertThat(json(after).path("choices").path(0).path("message").path("content").asText())
                .contains("it is paid");
    }

    @Test
    void modelsAreListedAndAnyOtherIsThereToo() throws Exception {
        assertThat(json(gate.get("/models")).path("data").path(0).path("id").asText()).isEqualTo("scripted-large");
        assertThat(json(gate.get("/models/scripted-small")).path("object").asText()).isEqualTo("model");
        var other = gate.get("/models/org%2Fgpt-9");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(json(other).path("id").asText()).isEqualTo("org/gpt-9");
    }

    @Test
    void badRequestsAreRefusedWithAllFourKeys() throws Exception {
        for (var bad : List.of("", "nonsense", "[]", "{\"model\":\"m\"}", "{\"messages\":[]}",
                "{\"model\":1,\"messages\":[]}", "{\"model\":\"m\",\"messages\":\"x\"}",
                "{\"model\":\"m\",\"messages\":[]}",
                "{\"model\":\"m\",\"messages\":[{\"content\":\"x\"}]}",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"king\",\"content\":\"x\"}]}",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":5}]}",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]}", body(",\"n\":0"), body(",\"stream\":\"yes\""),
                body(",\"temperature\":3"), body(",\"max_tokens\":0"),
                body(",\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]"),
                body(",\"stream_options\":{}"), body(",\"model\":\"twice\""), body("") + "x",
                "[".repeat(5_000))) {
            var reply = gate.post(bad);
            assertThat(reply.statusCode()).as(bad).isEqualTo(400);
            var error = json(reply).path("error");
            for (var key : List.of("message", "type", "param", "code")) {
                assertThat(error.has(key)).as(key + " of " + bad).isTrue();
            }
            assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
        }
        assertThat(json(gate.get("/nowhere")).path("error").path("message").asText()).contains("/v1/nowhere");
    }
}
