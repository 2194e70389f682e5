package dev.kintsugi.gateway.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.agent.provider.Secret;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.gateway.openai.Gate;
import dev.kintsugi.gateway.openai.OtherProvider;
import dev.kintsugi.gateway.openai.ProviderCase;
import dev.kintsugi.lab.relay.RelaySettings;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Messages of a provider: what is asked and answered passes as it came, and the lab understands it all the same.
class MessagesProviderTest extends ProviderCase {
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

    private static String delta(int index, String delta) {
        return "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":" + index + ",\"delta\":"
                + delta + "}\n\n";
    }

    private void answers(int status, String type, String body) { provider.answers("/v1/messages", status, type, body); }

    private HttpResponse<String> post(String body, String... headers) throws Exception {
        return at(gate, body, headers);
    }

    private static HttpResponse<String> at(Gate front, String body, String... headers) throws Exception {
        return front.at(front.base() + "/messages", body, MessagesRig.headers(headers));
    }

    @Test
    void aWholeMessagePassesAsItIsAndIsUnderstood() throws Exception {
        answers(200, "application/json", WHOLE);
        var odd = "{ \"messages\":\"x\",\"temperature\":9,\"tools\":[{\"type\":\"mcp\"}]}";
        var reply = post(odd, "X-Lab-Session", "whole", "x-api-key", "sk-ant-1", "anthropic-beta", "b-1");
        assertThat(reply.body()).isEqualTo(WHOLE);
        assertThat(reply.headers().allValues("request-id")).containsExactly("req_theirs");
        assertThat(provider.asked()).isEqualTo("POST /v1/messages " + odd);
        assertThat(provider.heads())
                .contains("x-api-key: sk-ant-1", "anthropic-version: 2023-06-01", "anthropic-beta: b-1")
                .doesNotContain("authorization", "x-lab");
        var attempt = gate.event("whole", LabEvent.Attempted.class);
        assertThat(attempt.reply().value()).isEqualTo("hello there, all is well");
        assertThat(attempt.model()).isEqualTo("real-1");
        assertThat(List.of(attempt.promptTokens(), attempt.completionTokens())).containsExactly(7, 5);
    }

    @Test
    void aStreamPassesAsItIsAndIsUnderstood() throws Exception {
        answers(200, "text/event-stream", STREAM);
        assertThat(post(MessagesRig.asks(",'stream':true"), "X-Lab-Session", "stream").body()).isEqualTo(STREAM);
        var attempt = gate.event("stream", LabEvent.Attempted.class);
        assertThat(attempt.reply().value()).isEqualTo("hello there, all is well");
        assertThat(List.of(attempt.promptTokens(), attempt.completionTokens())).containsExactly(7, 5);
        assertThat(gate.event("stream", LabEvent.CallAnswered.class).ending()).isEqualTo(Ending.REPLY);
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
        assertThat(gate.event("tool", LabEvent.Attempted.class).reply().value()).contains("get_claim", "toolu_1")
                .contains("{\\\"id\\\":\\\"7\\\"}");
        assertThat(gate.event("tool", LabEvent.CallAnswered.class).ending()).isEqualTo(Ending.REPLY);
    }

    @Test
    void whatAStreamLacksIsSeen() throws Exception {
        answers(200, "text/event-stream", BEGUN);
        assertThat(post(MessagesRig.asks(",'stream':true"), "X-Lab-Session", "cut").body()).isEqualTo(BEGUN);
        var answered = gate.event("cut", LabEvent.CallAnswered.class);
        assertThat(answered.ending()).isEqualTo(Ending.CUT);
        assertThat(answered.sent().value()).isEqualTo("hello there,");
    }

    @Test
    void anErrorInAStreamIsOne() throws Exception {
        var said = BEGUN + "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                + "\"message\":\"Overloaded\"}}\n\n";
        answers(200, "text/event-stream", said);
        assertThat(post(MessagesRig.asks(",'stream':true"), "X-Lab-Session", "e").body()).isEqualTo(said);
        assertThat(gate.event("e", LabEvent.CallAnswered.class).ending()).isEqualTo(Ending.STREAM_ERROR);
    }

    @Test
    void whatTheProviderRefusesItRefuses() throws Exception {
        for (var error : List.of("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"later\"}}",
                "{\"error\":{\"message\":\"no messages here\"}}", "{\"no\":\"content\"}")) {
            var status = error.contains("later") ? 529 : error.contains("no messages") ? 404 : 200;
            answers(status, "application/json", error);
            var session = "r-" + status;
            var reply = post(MessagesRig.asks(""), "X-Lab-Session", session);
            assertThat(reply.statusCode()).isEqualTo(status);
            assertThat(reply.body()).isEqualTo(error);
            assertThat(gate.event(session, LabEvent.CallAnswered.class).ending())
                    .isEqualTo(status == 200 ? Ending.BROKEN : Ending.ERROR);
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
            other.answers("/v1/messages", 200, "application/json", WHOLE);
            at(front, MessagesRig.asks(""), "x-api-key", "callers", "authorization", "Bearer callers");
            assertThat(other.heads()).contains("x-api-key: sk-ant-lab").doesNotContain("callers", "authorization");
            other.answers("/v1/models", 200, "application/json", "{}");
            front.get("/models");
            assertThat(other.heads()).contains("authorization: Bearer sk-ant-lab").doesNotContain("x-api-key");
        }
    }

    @Test
    void whateverElseIsAskedIsHandedOn() throws Exception {
        answers(200, "application/json", "{\"theirs\":1}");
        assertThat(gate.at(gate.base() + "/messages/count_tokens?beta=true", "{\"a\":1}", MessagesRig.headers()).body())
                .isEqualTo("{\"theirs\":1}");
        assertThat(provider.asked()).isEqualTo("POST /v1/messages/count_tokens?beta=true {\"a\":1}");
        gate.at(gate.base().replace("/v1", "/s/x/v1") + "/messages/batches", "{}", MessagesRig.headers());
        assertThat(provider.asked()).isEqualTo("POST /v1/messages/batches {}");
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
        assertThat(provider.asked()).startsWith("POST /v1/messages ");
        JsonNode sent = MessagesRig.tree(provider.asked().substring("POST /v1/messages ".length()));
        assertThat(sent.path("max_tokens").asInt()).isEqualTo(77);
        assertThat(sent.path("system").asText()).contains("is in review");
        assertThat(sent.path("messages").toString()).contains("And now?");
    }
}
