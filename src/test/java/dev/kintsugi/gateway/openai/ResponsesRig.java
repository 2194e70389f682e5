package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// The Responses API in front of the scripted agent; `'` stands for a quote of JSON.
abstract class ResponsesRig extends GateCase {
    static final String TOOL = "{'type':'function','name':'get_claim','description':'Find a claim','parameters':"
            + "{'type':'object','properties':{'id':{'type':'string'}},'required':['id']}}";
    static final String CALL = "{'type':'function_call','call_id':'c','name':'f','arguments':'{}'}";
    static final String CAME = "{'type':'function_call_output','call_id':'c','output':'it is paid'}";

    final JsonNode respond(String body, String... headers) throws Exception {
        var reply = gate.respond(body.replace('\'', '"'), headers);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return json(reply);
    }

    static String text(JsonNode response) { return response.at("/output/0/content/0/text").asText(); }

    static String said(String text) throws Exception {
        return new ObjectMapper().writeValueAsString(text).replace("'", "\\u0027");
    }
}
