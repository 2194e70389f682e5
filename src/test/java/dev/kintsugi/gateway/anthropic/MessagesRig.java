package dev.kintsugi.gateway.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.gateway.openai.Gate;
import dev.kintsugi.gateway.openai.GateCase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

/// The Messages API in front of the scripted agent; `'` stands for a quote of JSON.
abstract class MessagesRig extends GateCase {
    static final String TOOL = "{'name':'get_claim','description':'Find a claim','input_schema':{'type':'object',"
            + "'properties':{'id':{'type':'string'}},'required':['id']}}";
    static final String VERSION = "2023-06-01";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// A question, and what else is said of it.
    static String asks(String more) {
        return ("{'model':'claude-x','max_tokens':1024,'messages':[{'role':'user','content':'" + Gate.QUESTION + "'}]"
                + more + "}").replace('\'', '"');
    }

    static String[] headers(String... more) {
        return Stream.concat(Stream.of("anthropic-version", VERSION), Stream.of(more)).toArray(String[]::new);
    }

    final HttpResponse<String> post(String body, String... headers) throws Exception {
        return gate.at(gate.base() + "/messages", body.replace('\'', '"'), headers(headers));
    }

    final JsonNode message(String body, String... headers) throws Exception {
        var reply = post(body, headers);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return Gate.json(reply);
    }

    static JsonNode isAnError(HttpResponse<String> reply, int status, String type) throws Exception {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        var error = Gate.json(reply);
        assertThat(error.path("type").asText()).isEqualTo("error");
        assertThat(error.at("/error/type").asText()).isEqualTo(type);
        assertThat(error.at("/error/message").asText()).isNotEmpty();
        assertThat(error.path("request_id").asText()).startsWith("req_")
                .isEqualTo(reply.headers().firstValue("request-id").orElse(""));
        return error;
    }

    /// What the sound ones of a stream's events say.
    static String said(String body) {
        var all = new StringBuilder();
        for (var event : Gate.events(body)) {
            try {
                all.append(JSON.readTree(event).at("/delta/text").asText(""));
            } catch (Exception _) {
                continue;
            }
        }
        return all.toString();
    }

    static JsonNode tree(String json) throws IOException { return JSON.readTree(json); }
}
