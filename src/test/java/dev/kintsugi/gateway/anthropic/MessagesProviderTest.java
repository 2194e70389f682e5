package dev.kintsugi.gateway.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.kintsugi.agent.provider.Secret;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.gateway.openai.Gate;
import dev.kintsugi.gateway.openai.OtherProvider;
import dev.kintsugi.lab.relay.RelaySettings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Messages of a provider: what is asked and answered passes as it came, and the lab understands it all the same.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MessagesProviderTest {
    private static final String WHOLE = "{\"id\":\"msg_theirs\", \"type\":\"message\",\"own\":1,\"role\":\"assistant\","
            + "\"model\":\"real-1\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"s\"},"
            + "{\"type\":\"text\",\"text\":\"hello there, all is well\"}],\"stop_reason\":\"end_turn\","
            + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":4,\"cache_read_input_tokens\":3,"
            + "\"output_tokens\":5}}";
    private static final String BEGUN = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":"
            + "\"msg_theirs\",\"type\":\"message\",\"own\":1,\"role\":\"assistant\",\"model\":\"real-1\",\"content\":[],"
            + "\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":7,\"output_tokens\":1}}}\n\n"
            + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":"
            + "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}\n\n"
            + delta(0, "{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}")
            + delta(0, "{\"type\":\"signature_delta\",\"signature\":\"s\"}")
            + "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
            + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":1,\"content_block\":"
            + "{\"type\":\"text\",\"text\":\"\"}}\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\n"
            + delta(1, "{\"type\":\"text_delta\",\"text\":\"hello there,\"}");
    private static final String STREAM = BEGUN + delta(1, "{\"type\":\"text_delta\",\"text\":\" all is well\"}")
            + "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":1}\n\n"
            + "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\","
            + "\"stop_sequence\":null},\"usage\":{\"output_tokens\":5}}\n\n"
            + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private final AtomicReference<String> shown = new AtomicReference<>("");
    private OtherProvider provider;
    private Gate gate;

    @BeforeEach
    void open() throws IOException {
        provider = new OtherProvider();
        gate = new Gate(RelaySettings.DEFAULTS, provider.way());
    }

    @AfterEach
    void close() {
        gate.close();
        provider.close();
    }

    private static String delta(int index, String delta) {
        return "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":" + index + ",\"delta\":"
                + delta + "}\n\n";
    }

    private void answers(int status, String type, String body) { answers(provider, status, type, body); }

    private void answers(OtherProvider who, int status, String type, String body) {
        who.at("/v1/messages", exchange -> answer(exchange, status, type, body));
    }

    private void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        asked.set(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        shown.set(exchange.getRequestHeaders().entrySet().stream()
                .map(h -> h.getKey().toLowerCase() + ": " + String.join(",", h.getValue()))
                .collect(Collectors.joining("\n")));
        exchange.getResponseHeaders().add("content-type", type);
        exchange.getResponseHeaders().add("request-id", "req_theirs");
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private HttpResponse<String> post(String body, String... headers) throws Exception {
        return at(gate, body, headers);
    }

    private static HttpResponse<String> at(Gate front, String body, String... headers) throws Exception {
        return front.at(front.base() + "/messages", body, MessagesRig.headers(headers));
    }

    private <E extends LabEvent> E event(String session, Class<E> kind) {
        return gate.turns(session).getFirst().entries().stream().map(e -> e.event()).filter(kind::isInstance)
                .map(kind::cast).findFirst().orElseThrow();
    }

    @Test
    void aWholeMessagePassesAsItIsAndIsUnderstood() throws Exception {
        answers(200, "application/json", WHOLE);
        var odd = "{ \"messages\":\"x\",\"temperature\":9,\"tools\":[{\"type\":\"mcp\"}]}";
        var reply = post(odd, "X-Lab-Session", "whole", "x-api-key", "sk-ant-1", "anthropic-beta", "b-1");
        assertThat(reply.body()).isEqualTo(WHOLE);
        assertThat(reply.headers().allValues("request-id")).containsExactly("req_theirs");
        assertThat(asked).hasValue("POST /v1/messages " + odd);
        assertThat(shown.get()).contains("x-api-key: sk-ant-1", "anthropic-version: 2023-06-01", "anthropic-beta: b-1")
                .doesNotContain("authorization", "x-lab");
        var attempt = event("whole", LabEvent.Attempted.class);
        assertThat(attempt.reply().value()).isEqualTo("hello there, all is well");
        assertThat(attempt.model()).isEqualTo("real-1");
        assertThat(List.of(attempt.promptTokens(), attempt.completionTokens())).containsExactly(7, 5);
    }

    @Test
    void aStreamPassesAsItIsAndIsUnderstood() throws Exception {
        answers(200, "text/event-stream", STREAM);
        assertThat(post(MessagesRig.asks(",'stream':true"), "X-Lab-Session", "stream").body()).isEqualTo(STREAM);
        var attempt = event("stream", LabEvent.Attempted.class);
        assertThat(attempt.reply().value()).isEqualTo("hello there, all is well");
        assertThat(List.of(attempt.promptTokens(), attempt.completionTokens())).containsExactly(7, 5);
        assertThat(event("stream", LabEvent.CallAnswered.class).ending()).isEqualTo(Ending.REPLY);
    }

    @Test
    void aStreamedCallOfAToolIsUnderstood() throws Exception {
        answers(200, "text/event-stream", BEGUN.substring(0, BEGUN.indexOf("event: content_block_start"))
                + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":"
                + "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"get_claim\",\"input\":{}}}\n\n"
                + delta(0, "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"id\\\":\"}")
                + delta(0, "{\"type\":\"input_json_delta\",\"partial_json\":\"\\\"7\\\"}\"}")
                + "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"},"
                + "\"usage\":{\"output_tokens\":5}}\n\n");
        post(MessagesRig.asks(",'stream':true"), "X-Lab-Session", "tool");
        assertThat(event("tool", LabEvent.Attempted.class).reply().value()).contains("get_claim", "toolu_1")
                .contains("{\\\"id\\\":\\\"7\\\"}");
        assertThat(event("tool", LabEvent.CallAnswered.class).ending()).isEqualTo(Ending.REPLY);
    }

    @Test
    void whatAStreamLacksIsSeen() throws Exception {
        answers(200, "text/event-stream", BEGUN);
        assertThat(post(MessagesRig.asks(",'stream':true"), "X-Lab-Session", "cut").body()).isEqualTo(BEGUN);
        var answered = event("cut", LabEvent.CallAnswered.class);
        assertThat(answered.ending()).isEqualTo(Ending.CUT);
        assertThat(answered.sent().value()).isEqualTo("hello there,");
    }

    @Test
    void anErrorInAStreamIsOne() throws Exception {
        var said = BEGUN + "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                + "\"message\":\"Overloaded\"}}\n\n";
        answers(200, "text/event-stream", said);
        assertThat(post(MessagesRig.asks(",'stream':true"), "X-Lab-Session", "e").body()).isEqualTo(said);
        assertThat(event("e", LabEvent.CallAnswered.class).ending()).isEqualTo(Ending.STREAM_ERROR);
    }

    @Test
    void whatTheProviderRefusesItRefuses() throws Exception {
        for (var error : List.of("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"later\"}}",
                "{\"error\":{\"message\":\"no messages here\"}}", "{\"no\":\"content\"}")) {
            try (var other = new OtherProvider(); var front = new Gate(RelaySettings.DEFAULTS, other.way())) {
                var status = error.contains("later") ? 529 : error.contains("no messages") ? 404 : 200;
                answers(other, status, "application/json", error);
                var reply = at(front, MessagesRig.asks(""), "X-Lab-Session", "r");
                assertThat(reply.statusCode()).isEqualTo(status);
                assertThat(reply.body()).isEqualTo(error);
                assertThat(front.turns("r").getFirst().entries().stream().map(e -> e.event())
                        .filter(LabEvent.CallAnswered.class::isInstance)
                        .map(e -> ((LabEvent.CallAnswered) e).ending()).toList())
                        .containsExactly(status == 200 ? Ending.BROKEN : Ending.ERROR);
            }
        }
    }

    @Test
    void whoCannotBeReachedIsToldInTheWordsOfTheApi() throws Exception {
        provider.close();
        MessagesRig.isAnError(post(MessagesRig.asks("")), 502, "api_error");
    }

    @Test
    void aTextThatIsChangedKeepsAllElse() throws Exception {
        answers(200, "application/json", WHOLE);
        var cut = Gate.json(post(MessagesRig.asks(""), "X-Lab-Session", "c", "X-Lab-Fault", "finish_length(keep=50)"));
        assertThat(cut.path("id").asText()).isEqualTo("msg_theirs");
        assertThat(cut.path("own").asInt()).isEqualTo(1);
        assertThat(cut.path("stop_reason").asText()).isEqualTo("max_tokens");
        assertThat(cut.at("/content/0/thinking").asText()).isEqualTo("hm");
        assertThat(cut.at("/content/1/text").asText()).isEqualTo("hello there,");
        assertThat(cut.at("/usage/output_tokens").asInt()).isLessThan(5);
        assertThat(cut.at("/usage/input_tokens").asInt()).isEqualTo(4);
    }

    @Test
    void aStreamThatIsChangedKeepsItsIdAndItsOtherBlocks() throws Exception {
        answers(200, "text/event-stream", STREAM);
        var body = post(MessagesRig.asks(",'stream':true"), "X-Lab-Session", "l", "X-Lab-Fault", "lying_stop(keep=50)")
                .body();
        assertThat(MessagesRig.said(body)).isEqualTo("hello there,");
        assertThat(body).contains("msg_theirs", "\"own\":1", "\"thinking\":\"hm\",\"signature\":\"s\"",
                "\"stop_reason\":\"end_turn\"", "message_stop");
        assertThat(gate.turns("l").getFirst().natural().value()).isEqualTo("hello there, all is well");
    }

    @Test
    void aStreamThatIsCutIsCutBeforeItsEnd() throws Exception {
        answers(200, "text/event-stream", STREAM);
        var wire = gate.rawAt("/messages", MessagesRig.asks(",'stream':true"),
                MessagesRig.headers("X-Lab-Session", "w", "X-Lab-Fault", "cut_stream(after=99)"));
        assertThat(wire).contains("hello there,").doesNotContain("message_delta", "message_stop");
    }

    @Test
    void theLabsOwnKeyGoesInPlaceOfTheCallers() throws Exception {
        try (var other = new OtherProvider(Secret.of("sk-ant-lab"));
                var front = new Gate(RelaySettings.DEFAULTS, other.way())) {
            answers(other, 200, "application/json", WHOLE);
            at(front, MessagesRig.asks(""), "x-api-key", "callers", "authorization", "Bearer callers");
            assertThat(shown.get()).contains("x-api-key: sk-ant-lab").doesNotContain("callers", "authorization");
            other.at("/v1/models", x -> answer(x, 200, "application/json", "{}"));
            front.get("/models");
            assertThat(shown.get()).contains("authorization: Bearer sk-ant-lab").doesNotContain("x-api-key");
        }
    }

    @Test
    void whateverElseIsAskedIsHandedOn() throws Exception {
        answers(200, "application/json", "{\"theirs\":1}");
        assertThat(gate.at(gate.base() + "/messages/count_tokens?beta=true", "{\"a\":1}", MessagesRig.headers()).body())
                .isEqualTo("{\"theirs\":1}");
        assertThat(asked).hasValue("POST /v1/messages/count_tokens?beta=true {\"a\":1}");
        gate.at(gate.base().replace("/v1", "/s/x/v1") + "/messages/batches", "{}", MessagesRig.headers());
        assertThat(asked).hasValue("POST /v1/messages/batches {}");
        assertThat(gate.lab.sessions()).isEmpty();
    }

    /// Recovery that asks with other words asks in the same API, and says nothing of calls without their answers.
    @Test
    void anotherAttemptWithANoteIsAMessageToo() throws Exception {
        answers(200, "application/json", WHOLE);
        post(("{'model':'m','max_tokens':77,'system':'Claim INS-2024-9876 is in review','messages':[{'role':'user',"
                + "'content':'Where?'},{'role':'assistant','content':[{'type':'tool_use','id':'t','name':'f',"
                + "'input':{'a':1}}]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':'x'}]},"
                + "{'role':'assistant','content':'In review.'},{'role':'user','content':'And now?'}]}")
                .replace('\'', '"'), "X-Lab-Fault", "refusing_progress", "X-Lab-Recovery", "standard", "X-Lab-Session",
                "n");
        assertThat(asked.get()).startsWith("POST /v1/messages ");
        JsonNode sent = MessagesRig.tree(asked.get().substring("POST /v1/messages ".length()));
        assertThat(sent.path("max_tokens").asInt()).isEqualTo(77);
        assertThat(sent.path("system").asText()).contains("is in review");
        assertThat(sent.path("messages").toString()).contains("And now?");
    }
}
