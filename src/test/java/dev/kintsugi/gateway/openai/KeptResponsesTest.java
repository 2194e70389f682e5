package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.asks;
import static dev.kintsugi.gateway.openai.Gate.events;
import static dev.kintsugi.gateway.openai.Gate.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Responses that are kept, gone on from, looked at and forgotten.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class KeptResponsesTest extends ResponsesRig {
    @Test
    void aResponseGoesOnFromAnother() throws Exception {
        var first = respond("{'model':'m','instructions':'Say hello','input':'Where is my claim INS-2024-9876?'}");
        var second = respond("{'model':'m','previous_response_id':'" + first.path("id").asText()
                + "','input':'And my deductible?'}");
        assertThat(second.path("previous_response_id").asText()).isEqualTo(first.path("id").asText());
        var third = respond("{'model':'m','previous_response_id':'" + second.path("id").asText() + "','input':'Why?'}");
        var same = respond("{'model':'m','input':[{'role':'user','content':" + said(Gate.QUESTION)
                + "},{'role':'assistant','content':" + said(text(first))
                + "},{'role':'user','content':'And my deductible?'},{'role':'assistant','content':"
                + said(text(second)) + "},{'role':'user','content':'Why?'}]}");
        assertThat(text(third)).isEqualTo(text(same));
        assertThat(third.at("/usage/input_tokens")).isEqualTo(same.at("/usage/input_tokens"));
        assertThat(gate.lab.sessions()).as("one conversation is one session").hasSize(1);
    }

    @Test
    void anItemThatIsOnlyNamedIsTheOneThatWasSaid() throws Exception {
        var first = respond(asks(""));
        var named = "{'model':'m','input':[{'role':'user','content':" + said(Gate.QUESTION)
                + "},{'type':'item_reference','id':'" + first.at("/output/0/id").asText()
                + "'},{'role':'user','content':'And my deductible?'}]}";
        var told = named.replace("{'type':'item_reference','id':'" + first.at("/output/0/id").asText() + "'}",
                "{'role':'assistant','content':" + said(text(first)) + "}");
        assertThat(respond(named).path("usage")).isEqualTo(respond(told).path("usage"));
        assertThat(gate.respond(named.replace(first.at("/output/0/id").asText(), "msg_x").replace('\'', '"'))
                .statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsKeptCanBeLookedAtAndForgotten() throws Exception {
        var response = respond("{'model':'m','input':[{'role':'user','content':'one'},{'role':'assistant','content':"
                + "'two'},{'role':'user','content':[{'type':'input_text','text':'three'}]}]}");
        var path = "/responses/" + response.path("id").asText();
        assertThat(json(gate.get(path))).isEqualTo(response);
        var items = json(gate.get(path + "/input_items"));
        assertThat(items.path("data")).hasSize(3);
        assertThat(items.at("/data/0/content/0/text").asText()).as("the newest first").isEqualTo("three");
        assertThat(items.at("/data/1/content/0/type").asText()).isEqualTo("output_text");
        var page = json(gate.get(path + "/input_items?order=asc&limit=1&after=" + items.at("/data/2/id").asText()));
        assertThat(page.path("data")).hasSize(1);
        assertThat(page.at("/data/0/content/0/text").asText()).isEqualTo("two");
        assertThat(page.path("has_more").asBoolean()).isTrue();
        assertThat(gate.get(path + "/input_items?limit=x").statusCode()).isEqualTo(400);
        assertThat(gate.get(path + "?stream=true").statusCode()).isEqualTo(400);
        assertThat(gate.at(gate.base() + path + "/cancel", "").statusCode()).isEqualTo(400);
        assertThat(delete(path).body()).contains("\"deleted\":true");
        assertThat(delete(path).statusCode()).isEqualTo(404);
        assertThat(json(gate.get(path)).at("/error/message").asText()).contains("not found");
        assertThat(gate.respond("{\"model\":\"m\",\"input\":\"x\",\"previous_response_id\":\""
                + response.path("id").asText() + "\"}").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> delete(String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(gate.base() + path)).DELETE().build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whatIsNotToBeStoredIsNotKept() throws Exception {
        var response = respond(asks(",\"store\":false"));
        assertThat(response.path("store").asBoolean(true)).isFalse();
        assertThat(gate.get("/responses/" + response.path("id").asText()).statusCode()).isEqualTo(404);
    }

    @Test
    void oneInTheBackgroundIsThereAtOnceAndCannotBeCancelledAnyMore() throws Exception {
        var response = respond(asks(",\"background\":true"));
        assertThat(response.path("background").asBoolean()).isTrue();
        var cancelled = gate.at(gate.base() + "/responses/" + response.path("id").asText() + "/cancel", "");
        assertThat(json(cancelled).path("status").asText()).isEqualTo("completed");
    }

    /// As a client does whose connection broke.
    @Test
    void aStreamInTheBackgroundIsTakenUpWhereItBroke() throws Exception {
        var asked = asks(",\"background\":true,\"stream\":true");
        var whole = events(gate.respond(asked).body());
        var broken = events(gate.respond(asked, "X-Lab-Fault", "cut_stream").body());
        assertThat(broken).hasSizeLessThan(whole.size());
        var id = read(broken.getFirst()).at("/response/id").asText();
        var had = read(broken.getLast()).path("sequence_number").asInt();

        var rest = gate.get("/responses/" + id + "?stream=true&starting_after=" + had);
        assertThat(rest.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        var told = events(rest.body());
        assertThat(broken.size() + told.size()).isEqualTo(whole.size());
        assertThat(read(told.getFirst()).path("sequence_number").asInt()).isEqualTo(had + 1);
        assertThat(read(told.getLast()).path("type").asText()).isEqualTo("response.completed");
        assertThat(events(gate.get("/responses/" + id + "?stream=true").body())).hasSameSizeAs(whole);
        assertThat(gate.get("/responses/" + id + "?stream=true&starting_after=x").statusCode()).isEqualTo(400);
    }

    private static JsonNode read(String event) throws IOException { return new ObjectMapper().readTree(event); }

    @Test
    void onlySoManyAreKeptAndThoseUsedLongestAgoAreForgotten() {
        var kept = new KeptResponses(2, 1_000);
        var asked = ResponseShape.object().put("input", "x");
        for (var id : List.of("a", "b", "c")) {
            kept.keep(asked, ResponseShape.object().put("id", id), null);
            assertThat(kept.get("a")).as("used again and again").isPresent();
        }
        assertThat(kept.get("b")).isEmpty();
        assertThat(kept.conversation("b")).isEmpty();
        assertThat(kept.conversation("c")).hasValueSatisfying(items -> assertThat(items).hasSize(1));
        kept.keep(ResponseShape.object().put("input", "y".repeat(2_000)), ResponseShape.object().put("id", "d"), null);
        assertThat(kept.get("a")).as("no room is left beside it").isEmpty();
        assertThat(kept.get("d")).isPresent();
    }
}
