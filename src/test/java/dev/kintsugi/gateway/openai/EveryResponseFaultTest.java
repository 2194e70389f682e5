package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.asks;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Every failure on the Responses API.
class EveryResponseFaultTest extends EveryFaultCase {
    EveryResponseFaultTest() { super(new Words("resp_", "usage", "completed", "incomplete")); }

    @Override
    protected Seen ask(boolean stream, String... headers) throws IOException {
        return Seen.of(gate.rawAt("/responses", asks(stream ? ",\"stream\":true" : ""), headers));
    }

    @Override
    protected String text(JsonNode reply) { return reply.at("/output/0/content/0/text").asText(); }

    @Override
    protected String word(JsonNode event) { return event.path("delta").asText(""); }

    @Override
    protected String end(JsonNode reply) { return reply.path("status").asText(); }

    @Override
    protected void isOneWholeStream(Seen seen, String status) throws IOException {
        seen.isAStream();
        assertThat(seen.names()).startsWith("response.created", "response.in_progress", "response.output_item.added",
                "response.content_part.added", "response.output_text.delta").endsWith("response.output_text.done",
                        "response.content_part.done", "response.output_item.done", "response." + status);
        assertThat(seen.last().at("/response/status").asText()).isEqualTo(status);
        assertThat(seen.body()).doesNotContain("[DONE]");
    }

    @Override
    protected void saysNoEnd(Seen seen) {
        assertThat(seen.names()).noneMatch(t -> t.endsWith(".done") || t.equals("response.completed"));
    }

    @Override
    protected void endsInAnError(Seen seen) { assertThat(seen.names()).endsWith("error"); }

    @Override
    protected void isRefused(Seen seen) throws IOException {
        seen.isAnError(400, "invalid_request_error", "lab_request");
    }

    @Override
    protected boolean isTheErrorOf(String name, Seen seen) throws IOException {
        return seen.isTheErrorOf(name, "input");
    }

    @Test
    void aResponseThatALimitCutSaysWhichAndSoDoesItsItem() throws Exception {
        var seen = forced("finish_length", false, "length").json();
        assertThat(seen.at("/incomplete_details/reason").asText()).isEqualTo("max_output_tokens");
        assertThat(seen.at("/output/0/status").asText()).isEqualTo("incomplete");
    }

    /// A client that was written after the reference is blind to what really comes, and the other way round.
    @Test
    void anErrorInMidStreamComesInThreeShapes() throws Exception {
        var nested = forced("error_in_stream", true, "nested");
        assertThat(nested.last().path("type").asText()).isEqualTo("error");
        assertThat(nested.last().at("/error/code").asText()).isEqualTo("server_error");
        var flat = forced("error_in_stream(style=event)", true, "flat");
        assertThat(flat.names()).endsWith("error");
        assertThat(flat.last().has("error")).isFalse();
        assertThat(flat.last().path("code").asText()).isEqualTo("server_error");
        var failed = forced("error_in_stream(style=failed)", true, "failed");
        assertThat(failed.names()).endsWith("response.failed");
        assertThat(failed.last().at("/response/status").asText()).isEqualTo("failed");
        assertThat(failed.last().at("/response/error/code").asText()).isEqualTo("server_error");
        for (var seen : List.of(nested, flat, failed)) {
            assertThat(seen.last().path("sequence_number").asInt()).isEqualTo(seen.events().size() - 1);
        }
    }

    @Test
    void aCutCallOfAToolNeverSaysThatItIsDone() throws Exception {
        var tool = ",\"stream\":true,\"tool_choice\":\"required\",\"tools\":[{\"type\":\"function\",\"name\":\"f\","
                + "\"parameters\":{\"type\":\"object\",\"properties\":{\"q\":{\"type\":\"string\"}}}}]";
        for (var after : new int[]{0, 50, 99}) {
            var seen = Seen.of(gate.rawAt("/responses", asks(tool), "X-Lab-Fault", "cut_stream(after=" + after + ")",
                    "X-Lab-Session", "tool-" + after));
            assertThat(seen.names()).isNotEmpty().noneMatch(t -> t.endsWith(".done") || t.endsWith("completed"));
        }
    }

    @Test
    void theNumbersOfAStreamCountItsEvents() throws Exception {
        var events = forced("normal", true, "numbers").events();
        var numbers = events.stream().map(EveryResponseFaultTest::number).toList();
        assertThat(numbers).isEqualTo(IntStream.range(0, events.size()).boxed().toList());
    }

    private static int number(String event) {
        try {
            return new ObjectMapper().readTree(event).path("sequence_number").asInt();
        } catch (Exception e) {
            throw new AssertionError(event, e);
        }
    }
}
