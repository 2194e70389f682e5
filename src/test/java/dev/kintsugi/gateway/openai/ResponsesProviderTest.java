package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.asks;
import static dev.kintsugi.gateway.openai.Gate.events;
import static dev.kintsugi.gateway.openai.Gate.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.report.verdict.Habit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Responses of a provider: what is asked and answered passes as it came, and the lab understands it all the same.
class ResponsesProviderTest extends ProviderCase {
    private static final String WHOLE = "{\"id\":\"resp_theirs\", \"object\":\"response\",\"own\":1,\"status\":"
            + "\"completed\",\"model\":\"real-1\",\"output\":[{\"type\":\"reasoning\",\"id\":\"rs\",\"summary\":[]},"
            + "{\"type\":\"message\",\"id\":\"msg_theirs\",\"role\":\"assistant\",\"status\":\"completed\",\"content\":"
            + "[{\"type\":\"output_text\",\"text\":\"hello there, all is well\",\"annotations\":[]}]}],"
            + "\"usage\":{\"input_tokens\":7,\"output_tokens\":5,\"total_tokens\":12}}";
    private static final String BEGUN = "event: response.created\ndata: {\"type\":\"response.created\",\"response\":"
            + "{\"id\":\"resp_theirs\",\"object\":\"response\",\"status\":\"in_progress\",\"output\":[]}}\n\n"
            + delta("hello there,");
    private static final String STREAM = BEGUN + delta(" all is well")
            + "event: response.output_text.done\ndata: {\"type\":\"response.output_text.done\"}\n\n"
            + "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":" + WHOLE + "}\n\n";

    private static String delta(String text) {
        return "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\"" + text
                + "\"}\n\n";
    }

    private void answers(int status, String type, String body) {
        provider.answers("/v1/responses", status, type, body);
    }

    @Test
    void aWholeResponsePassesAsItIsAndIsUnderstood() throws Exception {
        answers(200, "application/json", WHOLE);
        var odd = "{ \"input\":\"x\",\"temperature\":9,\"tools\":[{\"type\":\"mcp\"}],\"previous_response_id\":\"r\"}";
        assertThat(gate.respond(odd, "X-Lab-Session", "whole").body()).isEqualTo(WHOLE);
        assertThat(provider.asked()).isEqualTo("POST /v1/responses " + odd);
        var attempt = gate.event("whole", LabEvent.Attempted.class);
        assertThat(attempt.reply().value()).isEqualTo("hello there, all is well");
        assertThat(attempt.model()).isEqualTo("real-1");
        assertThat(List.of(attempt.promptTokens(), attempt.completionTokens())).containsExactly(7, 5);
    }

    @Test
    void aStreamPassesAsItIsAndIsUnderstood() throws Exception {
        answers(200, "text/event-stream", STREAM);
        assertThat(gate.respond(asks(",\"stream\":true"), "X-Lab-Session", "stream").body()).isEqualTo(STREAM);
        var attempt = gate.event("stream", LabEvent.Attempted.class);
        assertThat(attempt.reply().value()).isEqualTo("hello there, all is well");
        assertThat(List.of(attempt.promptTokens(), attempt.completionTokens())).containsExactly(7, 5);
        assertThat(gate.event("stream", LabEvent.CallAnswered.class).ending()).isEqualTo(Ending.REPLY);
    }

    @Test
    void whatAStreamLacksIsSeen() throws Exception {
        answers(200, "text/event-stream", BEGUN);
        assertThat(gate.respond(asks(",\"stream\":true"), "X-Lab-Session", "cut").body()).isEqualTo(BEGUN);
        assertThat(gate.event("cut", LabEvent.CallAnswered.class).ending()).isEqualTo(Ending.CUT);
        assertThat(gate.event("cut", LabEvent.CallAnswered.class).sent().value()).isEqualTo("hello there,");
    }

    @Test
    void anErrorInAStreamOrInAResponseIsOne() throws Exception {
        for (var end : List.of("event: error\ndata: {\"type\":\"error\",\"error\":{\"message\":\"sorry\"}}\n\n",
                "event: error\ndata: {\"type\":\"error\",\"message\":\"sorry\",\"code\":\"x\"}\n\n",
                "event: response.failed\ndata: {\"type\":\"response.failed\",\"response\":{\"id\":\"resp_theirs\","
                        + "\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":\"sorry\"}}}\n\n")) {
            answers(200, "text/event-stream", BEGUN + end);
            var session = "e" + Integer.toHexString(end.hashCode());
            assertThat(gate.respond(asks(",\"stream\":true"), "X-Lab-Session", session).body()).isEqualTo(BEGUN + end);
            assertThat(gate.event(session, LabEvent.CallAnswered.class).ending()).as(end)
                    .isEqualTo(Ending.STREAM_ERROR);
        }
        var failed = "{\"id\":\"resp_theirs\",\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":"
                + "\"sorry\"},\"output\":[]}";
        answers(200, "application/json", failed);
        assertThat(gate.respond(asks(""), "X-Lab-Session", "whole").body()).isEqualTo(failed);
        assertThat(gate.event("whole", LabEvent.CallAnswered.class).ending()).isEqualTo(Ending.ERROR);
        answers(200, "application/json", "{\"no\":\"output\"}");
        assertThat(gate.respond(asks(""), "X-Lab-Session", "odd").body()).isEqualTo("{\"no\":\"output\"}");
        assertThat(gate.event("odd", LabEvent.CallAnswered.class).ending()).isEqualTo(Ending.BROKEN);
    }

    @Test
    void aTextThatIsChangedKeepsAllElse() throws Exception {
        answers(200, "application/json", WHOLE);
        var cut = json(gate.respond(asks(""), "X-Lab-Session", "c", "X-Lab-Fault", "finish_length(keep=50)"));
        assertThat(cut.path("id").asText()).isEqualTo("resp_theirs");
        assertThat(cut.path("own").asInt()).isEqualTo(1);
        assertThat(cut.path("status").asText()).isEqualTo("incomplete");
        assertThat(cut.at("/output/0/type").asText()).isEqualTo("reasoning");
        assertThat(cut.at("/output/1/content/0/text").asText()).isEqualTo("hello there,");
        assertThat(cut.at("/usage/output_tokens").asInt()).isLessThan(5);
    }

    @Test
    void aStreamThatIsChangedKeepsItsIdsAndItsOtherItems() throws Exception {
        answers(200, "text/event-stream", STREAM);
        var reply = gate.respond(asks(",\"stream\":true"), "X-Lab-Session", "l", "X-Lab-Fault", "lying_stop(keep=50)");
        var last = new ObjectMapper().readTree(events(reply.body()).getLast());
        assertThat(last.at("/response/id").asText()).isEqualTo("resp_theirs");
        assertThat(last.at("/response/output/1/content/0/text").asText()).isEqualTo("hello there,");
        assertThat(Gate.words(events(reply.body()))).isEqualTo("hello there,");
        assertThat(reply.body()).contains("\"type\":\"reasoning\"");
        assertThat(gate.turns("l").getFirst().natural().value()).isEqualTo("hello there, all is well");
    }

    @Test
    void aStreamThatIsCutIsCutBeforeItsEnd() throws Exception {
        answers(200, "text/event-stream", STREAM);
        var wire = gate.rawAt("/responses", asks(",\"stream\":true"), "X-Lab-Session", "w", "X-Lab-Fault",
                "cut_stream(after=99)");
        assertThat(wire).contains("hello there,").doesNotContain("response.completed", "output_text.done");
        gate.respond("{\"model\":\"m\",\"input\":\"and?\",\"previous_response_id\":\"resp_theirs\"}", "X-Lab-Session",
                "w");
        assertThat(gate.verdicts().getFirst().findings()).extracting(f -> f.habit())
                .containsExactly(Habit.ACCEPTED_TRUNCATED);
        assertThat(provider.asked()).contains("\"previous_response_id\":\"resp_theirs\"");
    }

    /// Not by a fault, but by the provider itself.
    @Test
    void whoGoesOnFromAStreamThatTheProviderBrokeOffIsToldSo() throws Exception {
        try (var raw = new RawProvider(); var front = new Gate(RelaySettings.DEFAULTS, raw.way())) {
            raw.answers(RawProvider.End.FIN, "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
                    + "transfer-encoding: chunked\r\n\r\n" + Integer.toHexString(BEGUN.length()) + "\r\n" + BEGUN
                    + "\r\n");
            assertThat(front.rawAt("/responses", asks(",\"stream\":true"), "X-Lab-Session", "b"))
                    .contains("hello there,").doesNotContain("response.completed");
            raw.answers("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n",
                    WHOLE.getBytes(StandardCharsets.UTF_8));
            front.respond("{\"model\":\"m\",\"input\":\"and?\",\"previous_response_id\":\"resp_theirs\"}",
                    "X-Lab-Session", "b");
            assertThat(front.verdicts().getFirst().findings()).extracting(f -> f.habit())
                    .containsExactly(Habit.ACCEPTED_TRUNCATED);
        }
    }

    @Test
    void aConversationThatGoesOnIsOneSessionAndTheProviderIsAskedAsEver() throws Exception {
        answers(200, "application/json", WHOLE);
        gate.respond(asks(""));
        var next = "{\"model\":\"m\",\"input\":\"and?\",\"previous_response_id\":\"resp_theirs\"}";
        gate.respond(next);
        assertThat(provider.asked()).endsWith(next);
        assertThat(gate.lab.sessions()).hasSize(1);
    }

    @Test
    void whatIsAskedAboutAResponseIsAskedOfTheProvider() throws Exception {
        answers(200, "application/json", "{\"theirs\":1}");
        assertThat(gate.get("/responses/resp_1?include=x").body()).isEqualTo("{\"theirs\":1}");
        assertThat(provider.asked()).isEqualTo("GET /v1/responses/resp_1?include=x ");
        gate.get("/responses/resp_1/input_items");
        assertThat(provider.asked()).startsWith("GET /v1/responses/resp_1/input_items");
        gate.at(gate.base() + "/responses/compact", "{}");
        assertThat(provider.asked()).startsWith("POST /v1/responses/compact {}");
    }

    @Test
    void whatTheProviderRefusesItRefuses() throws Exception {
        answers(404, "application/json", "{\"error\":{\"message\":\"no responses here\"}}");
        var reply = gate.respond(asks(""));
        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.body()).contains("no responses here");
    }

    /// Recovery that asks with other words asks in the same API.
    @Test
    void anotherAttemptWithANoteIsAResponseToo() throws Exception {
        answers(200, "application/json", WHOLE);
        gate.respond(asks(",\"instructions\":\"Claim INS-2024-9876 is in review\""), "X-Lab-Fault", "refusing_progress",
                "X-Lab-Recovery", "standard", "X-Lab-Session", "n");
        assertThat(provider.asked()).startsWith("POST /v1/responses ").contains("\"input\":")
                .doesNotContain("messages");
    }
}
