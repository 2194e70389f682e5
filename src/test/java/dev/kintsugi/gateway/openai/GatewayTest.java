package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static dev.kintsugi.gateway.openai.Gate.events;
import static dev.kintsugi.gateway.openai.Gate.json;
import static dev.kintsugi.gateway.openai.Gate.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.agent.forward.UpstreamChat;
import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.agent.provider.Secret;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Export;
import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.report.audit.Verifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The gateway as a program meets it.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GatewayTest {
    private Gate gate;

    @BeforeEach
    void open() { gate = new Gate(RelaySettings.DEFAULTS); }

    @AfterEach
    void close() { gate.close(); }

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
    void aResponseFormatGivesJsonThatFits() throws Exception {
        var format = ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":"
                + "{\"type\":\"object\",\"properties\":{\"answer\":{\"type\":\"string\"},\"kind\":{\"enum\":[\"x\"]}}}}}";
        var text = json(gate.post(body(format))).path("choices").path(0).path("message").path("content").asText();
        var made = new ObjectMapper().readTree(text);
        assertThat(made.path("kind").asText()).isEqualTo("x");
        assertThat(made.path("answer").asText()).contains("INS-2024-9876");
    }

    /// As frameworks ask a provider of which they do not know whether it takes schemas.
    @Test
    void aSchemaInThePromptGivesJsonThatFitsToo() throws Exception {
        var schema = "{\"$schema\":\"x\",\"type\":\"object\",\"properties\":{\"claim_id\":{\"type\":\"string\"},"
                + "\"amount\":{\"type\":\"number\"}},\"required\":[\"claim_id\"]}";
        var system = new ObjectMapper().writeValueAsString("Use {braces}. JSON schema:\n" + schema + "\nAnswer so.");
        var text = json(gate.post("{\"model\":\"m\",\"response_format\":{\"type\":\"json_object\"},\"messages\":["
                + "{\"role\":\"system\",\"content\":" + system + "},{\"role\":\"user\",\"content\":\""
                + Gate.QUESTION + "\"}]}")).at("/choices/0/message/content").asText();
        assertThat(text).isEqualTo("{\"claim_id\":\"INS-2024-9876\",\"amount\":1.0}");
    }

    /// As frameworks ask that were written for servers other than OpenAI's.
    @Test
    void aSchemaBesideJsonObjectGivesJsonThatFitsToo() throws Exception {
        var format = ",\"response_format\":{\"type\":\"json_object\",\"schema\":{\"type\":\"object\",\"properties\":"
                + "{\"claim_id\":{\"type\":\"string\"},\"amount\":{\"type\":\"number\"}}}}";
        var asked = body(format).replace(Gate.QUESTION, Gate.QUESTION + " As json.");
        assertThat(json(gate.post(asked)).at("/choices/0/message/content").asText())
                .isEqualTo("{\"claim_id\":\"INS-2024-9876\",\"amount\":1.0}");
    }

    /// A list of lists of lists, ten deep, and a schema that refers to itself ten times: each once filled the memory.
    @Test
    void aSchemaWithoutEndGetsAnAnswerOfSomeKilobytes() throws Exception {
        var lists = "{\"type\":\"array\",\"minItems\":20,\"items\":".repeat(10) + "{\"type\":\"string\"}"
                + "}".repeat(10);
        var self = IntStream.range(0, 10).mapToObj(i -> "\"f" + i + "\":{\"$ref\":\"#/$defs/n\"}")
                .collect(Collectors.joining(",", "{\"type\":\"object\",\"properties\":{", "}}"));
        for (var schema : List.of("{\"type\":\"object\",\"properties\":{\"a\":" + lists + "}}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/n\"}},\"$defs\":{\"n\":" + self
                        + "}}")) {
            var reply = gate.post(body(",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":"
                    + "\"a\",\"schema\":" + schema + "}}"));
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.body()).hasSizeBetween(1_000, 200_000);
        }
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

    @Test
    void everyModeCanBeForcedAndIsWrittenDownWithItsNaturalAnswer() throws Exception {
        for (var mode : FailureMode.values()) {
            gate.raw(body(",\"user\":\"" + mode.wire() + "\""), "X-Lab-Fault", mode.wire(), "X-Lab-Session",
                    "s-" + mode.wire());
            var turn = gate.turns("s-" + mode.wire()).getFirst();
            assertThat(turn.injections()).as(mode.wire()).hasSize(1);
            assertThat(turn.injections().getFirst().mode()).isEqualTo(mode);
            assertThat(turn.natural().value()).as(mode.wire()).contains("INS-2024-9876");
            assertThat(turn.observed()).isNotEqualTo(turn.natural());
        }
    }

    @Test
    void errorsLookAsTheOriginalsDo() throws Exception {
        var limited = gate.post(body(""), "X-Lab-Fault", "rate_limiting(retry_after=3)");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(json(limited).path("error").path("code").asText()).isEqualTo("rate_limit_exceeded");
        assertThat(limited.headers().firstValue("retry-after")).hasValue("3");
        assertThat(limited.headers().firstValue("retry-after-ms")).hasValue("3000");
        var denied = gate.post(body(",\"n\":2"), "X-Lab-Fault", "auth_error");
        assertThat(denied.statusCode()).isEqualTo(401);
        assertThat(json(denied).path("error").path("code").asText()).isEqualTo("invalid_api_key");
        assertThat(gate.post(body(",\"n\":3"), "X-Lab-Fault", "service_unavailable").statusCode()).isEqualTo(503);
        var long_ = gate.post(body(",\"n\":4"), "X-Lab-Fault", "token_limit");
        assertThat(long_.statusCode()).isEqualTo(400);
        assertThat(json(long_).path("error").path("param").asText()).isEqualTo("messages");
        assertThat(gate.raw(body(",\"n\":5"), "X-Lab-Fault", "api_timeout")).isEmpty();
    }

    @Test
    void noHeaderRevealsAnInjection() throws Exception {
        var natural = gate.post(body("")).headers().map().keySet();
        var altered = gate.post(body(",\"n\":2"), "X-Lab-Fault", "hallucination").headers().map().keySet();
        assertThat(altered).isEqualTo(natural);
    }

    @Test
    void theSameBodyAfterAFailureIsTheNextAttemptAndAfterASuccessANewTurn() throws Exception {
        for (var i = 0; i < 3; i++) {
            gate.post(body(""), "X-Lab-Session", "retries", "X-Lab-Fault", "service_unavailable(cure=attempts 2)");
        }
        var turn = gate.turns("retries").getFirst();
        assertThat(turn.attempts()).hasSize(3);
        assertThat(turn.outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(turn.delivered().value()).contains("INS-2024-9876");
        gate.post(body(""), "X-Lab-Session", "retries");
        assertThat(gate.turns("retries")).hasSize(2);
        assertThat(gate.turns("retries").getLast().outcome()).isEqualTo(Outcome.SOUND);
    }

    @Test
    void aTurnThatIsNotTriedAgainIsLost() throws Exception {
        gate.post(body(""), "X-Lab-Session", "lost", "X-Lab-Fault", "service_unavailable");
        gate.post(body("").replace("]", ",{\"role\":\"user\",\"content\":\"Well?\"}]"), "X-Lab-Session", "lost");
        assertThat(gate.turns("lost").getFirst().outcome()).isEqualTo(Outcome.LOST);
        assertThat(gate.turns("lost").getLast().outcome()).isEqualTo(Outcome.SOUND);
    }

    @Test
    void aScheduleIsFollowedInEachSessionForItself() throws Exception {
        gate.plan("service_unavailable(cure=persistent) first 2", "html_502 every 3");
        for (var arm : List.of("a", "b")) {
            var statuses = new ArrayList<Integer>();
            for (var i = 0; i < 6; i++) {
                statuses.add(gate.at("http://127.0.0.1:" + gate.server.port() + "/s/" + arm + "/v1/chat/completions",
                        body(",\"seed\":" + i)).statusCode());
            }
            assertThat(statuses).as(arm).containsExactly(503, 503, 502, 200, 200, 502);
            assertThat(gate.turns(arm).getFirst().decision()).extracting(Decision::reason)
                    .isEqualTo(Decision.Reason.SCHEDULED);
        }
    }

    @Test
    void unknownFaultsAndForbiddenOnesAreRefusedWithAReason() throws Exception {
        var unknown = gate.post(body(""), "X-Lab-Fault", "cut_steam");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(json(unknown).path("error").path("message").asText()).contains("cut_stream", "hallucination");
        assertThat(gate.post(body(""), "X-Lab-Fault", "cut_stream").body()).contains("stream");
        assertThat(gate.post(body(""), "X-Lab-Session", "../x").statusCode()).isEqualTo(400);
        gate.relay.change(RelaySettings.DEFAULTS.withAllowForced(false));
        assertThat(gate.post(body(""), "X-Lab-Fault", "hallucination").statusCode()).isEqualTo(400);
    }

    @Test
    void recoveryMendsWhatTheCallerAsksItTo() throws Exception {
        var reply = gate.post(body(""), "X-Lab-Session", "mended", "X-Lab-Recovery", "standard", "X-Lab-Fault",
                "service_unavailable");
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(json(reply).path("choices").path(0).path("message").path("content").asText())
                .contains("INS-2024-9876");
        assertThat(gate.turns("mended").getFirst().outcome()).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void theLogOfACallVerifies(@TempDir Path folder) throws Exception {
        gate.post(body(""), "X-Lab-Session", "log", "X-Lab-Fault", "hallucination");
        var lines = new ArrayList<String>();
        gate.lab.lines(new SessionId("log"), lines::add);
        assertThat(lines).anyMatch(l -> l.contains("call_arrived")).anyMatch(l -> l.contains("call_answered"));
        var file = folder.resolve("log.jsonl");
        Export.write(gate.lab, new SessionId("log"), Export.Format.JSONL, file);
        assertThat(Verifier.verify(file).sound()).isTrue();
        var opened = gate.lab.open(new SessionId("log"));
        assertThat(opened.agentName()).isEqualTo("gateway");
        assertThat(opened.turns().getFirst().entries().stream().map(e -> e.event().getClass().getSimpleName()))
                .startsWith("MessageReceived").contains("CallArrived", "Injected", "Attempted", "Delivered")
                .endsWith("TurnConcluded");
        assertThat(opened.turns().getFirst().entries().stream().map(e -> e.event())
                .filter(LabEvent.CallArrived.class::isInstance)).hasSize(1);
    }

    @Test
    void withoutRecordingEverythingWorksAndNothingIsWritten() throws Exception {
        gate.relay.change(RelaySettings.DEFAULTS.withRecord(false));
        assertThat(gate.post(body("")).statusCode()).isEqualTo(200);
        assertThat(gate.post(body(",\"n\":2"), "X-Lab-Fault", "auth_error").statusCode()).isEqualTo(401);
        assertThat(gate.lab.sessions()).isEmpty();
    }

    @Test
    void anUpstreamIsAskedWithTheCallersOwnWords() throws Exception {
        try (var upstream = new UpstreamChat(ProviderSettings.at(gate.base(), Secret.NONE, "gpt-4o"));
                var front = new Gate(RelaySettings.DEFAULTS, upstream)) {
            var direct = json(gate.post(body(",\"n\":2")));
            var passed = json(front.post(body(",\"n\":2"), "X-Lab-Session", "front"));
            assertThat(passed.path("choices")).isEqualTo(direct.path("choices"));
            assertThat(front.turns("front").getFirst().delivered().value()).contains("INS-2024-9876");
            var events = events(front.post(body(",\"stream\":true"), "X-Lab-Session", "front").body());
            assertThat(events.getLast()).isEqualTo("[DONE]");
            assertThat(text(events)).contains("INS-2024-9876");
            var altered = front.post(body(",\"stream\":true,\"n\":1"), "X-Lab-Fault", "off_topic");
            assertThat(text(events(altered.body()))).isNotEmpty().isNotEqualTo(text(events));
            var refused = front.post(body(",\"user\":\"x\",\"n\":1"), "X-Lab-Fault", "incorrect_reasoning");
            assertThat(refused.statusCode()).isEqualTo(200);
            assertThat(json(front.get("/models")).path("data").path(0).path("id").asText())
                    .isEqualTo("scripted-large");
        }
    }

    @Test
    void anUpstreamThatIsNotThereIsSaidSo() throws Exception {
        try (var upstream = new UpstreamChat(ProviderSettings.at("http://127.0.0.1:1/v1", Secret.NONE, "m"));
                var front = new Gate(RelaySettings.DEFAULTS, upstream)) {
            var reply = front.post(body(""), "X-Lab-Session", "down");
            assertThat(reply.statusCode()).isEqualTo(502);
            assertThat(json(reply).path("error").path("message").asText()).contains("127.0.0.1:1");
        }
    }

    @Test
    void anErrorOfTheProviderKeepsItsFieldsAndWhatIsNoChatIsHandedOn() throws Exception {
        try (var upstream = new UpstreamChat(ProviderSettings.at(gate.base(), Secret.NONE, "gpt-4o"));
                var front = new Gate(RelaySettings.DEFAULTS, upstream)) {
            var refused = front.post(body(",\"top_k\":7,\"min_p\":\"x\""), "X-Lab-Session", "p");
            assertThat(refused.statusCode()).isEqualTo(200);
            gate.plan("auth_error(cure=persistent) always");
            var auth = front.post(body(""), "X-Lab-Session", "p");
            assertThat(auth.statusCode()).isEqualTo(401);
            assertThat(json(auth).at("/error/code").asText()).isEqualTo("invalid_api_key");
            gate.plan("rate_limiting(retry_after=7) always");
            var limited = front.post(body(",\"seed\":3"), "X-Lab-Session", "q");
            assertThat(limited.headers().firstValue("x-ratelimit-remaining-requests")).contains("0");
            var elsewhere = front.at(front.base() + "/embeddings?a=b", "{}");
            assertThat(elsewhere.statusCode()).isEqualTo(404);
            assertThat(elsewhere.body()).contains("/v1/embeddings", "nothing else");
            assertThat(front.at(front.base() + "/a/../b", "{}").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aPacedStreamTakesItsTimeAndIsOnDiskBeforeItsEnd() throws Exception {
        gate.lab.change(gate.lab.settings().withTimeScale(1));
        gate.relay.change(RelaySettings.DEFAULTS.withPace(Duration.ofMillis(1), Duration.ofMillis(4)));
        var began = System.nanoTime();
        var reply = gate.post(body(",\"stream\":true"), "X-Lab-Session", "slowly");
        var took = Duration.ofNanos(System.nanoTime() - began);
        var events = events(reply.body());
        assertThat(events.getLast()).isEqualTo("[DONE]");
        assertThat(took).isGreaterThan(Duration.ofMillis(4).multipliedBy(events.size() - 3));
        assertThat(gate.lab.interactions(new SessionId("slowly"))).isEqualTo(1);
        assertThat(text(events)).isEqualTo(json(gate.post(body(""))).at("/choices/0/message/content").asText());
    }

    @Test
    void aTurnThatIsGivenUpLateTookNoLongerThanItsCalls() throws Exception {
        var start = System.nanoTime();
        gate.post(body(""), "X-Lab-Fault", "service_unavailable", "X-Lab-Session", "late");
        var called = Duration.ofNanos(System.nanoTime() - start).plusMillis(1);
        await().pollDelay(called.plusMillis(200)).until(() -> true);
        gate.post("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + Gate.QUESTION
                + "\"},{\"role\":\"assistant\",\"content\":\"sorry\"},{\"role\":\"user\",\"content\":\"go on\"}]}",
                "X-Lab-Session", "late");
        assertThat(gate.turns("late").getFirst().processingMs()).isLessThanOrEqualTo(called.toMillis());
    }
}
