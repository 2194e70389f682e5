package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.asks;
import static dev.kintsugi.gateway.openai.Gate.events;
import static dev.kintsugi.gateway.openai.Gate.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the Responses API answers: whole, streamed, with tools and in a format.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ResponsesTest extends ResponsesRig {
    @Test
    void aResponseHasTheShapeOfTheOriginal() throws Exception {
        var all = respond(asks(",\"metadata\":{\"a\":\"b\"},\"instructions\":\"Be short\",\"temperature\":0.2"));
        assertThat(all.path("id").asText()).startsWith("resp_");
        assertThat(all.path("object").asText()).isEqualTo("response");
        assertThat(all.path("status").asText()).isEqualTo("completed");
        assertThat(all.path("model").asText()).isEqualTo("gpt-4o");
        assertThat(all.at("/output/0/type").asText()).isEqualTo("message");
        assertThat(all.at("/output/0/id").asText()).startsWith("msg_");
        assertThat(text(all)).contains("INS-2024-9876");
        assertThat(all.at("/metadata/a").asText()).isEqualTo("b");
        assertThat(all.path("instructions").asText()).isEqualTo("Be short");
        assertThat(all.path("temperature").asDouble()).isEqualTo(0.2);
        var usage = all.path("usage");
        assertThat(usage.path("total_tokens").asInt()).isGreaterThan(5)
                .isEqualTo(usage.path("input_tokens").asInt() + usage.path("output_tokens").asInt());
        assertThat(usage.at("/output_tokens_details/reasoning_tokens").isInt()).isTrue();
        for (var name : List.of("error", "incomplete_details", "previous_response_id", "max_output_tokens", "user")) {
            assertThat(all.path(name).isNull()).as(name).isTrue();
        }
    }

    /// Both APIs ask the same agent.
    @Test
    void itSaysWhatAChatCompletionSays() throws Exception {
        var chat = json(gate.post(Gate.body(""))).at("/choices/0/message/content").asText();
        for (var input : List.of(said(Gate.QUESTION), "[{'role':'user','content':" + said(Gate.QUESTION) + "}]",
                "[{'type':'message','role':'user','content':[{'type':'input_text','text':" + said(Gate.QUESTION)
                        + "}]}]")) {
            assertThat(text(respond("{'model':'m','input':" + input + "}"))).isEqualTo(chat);
        }
        assertThat(Gate.words(events(gate.respond(asks(",\"stream\":true")).body()))).isEqualTo(chat);
    }

    @Test
    void aStreamEndsWithTheWholeResponse() throws Exception {
        var whole = respond(asks(""));
        var reply = gate.respond(asks(",\"stream\":true"));
        assertThat(reply.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        var last = new ObjectMapper().readTree(events(reply.body()).getLast());
        assertThat(last.path("type").asText()).isEqualTo("response.completed");
        assertThat(text(last.path("response"))).isEqualTo(text(whole));
        assertThat(last.at("/response/usage")).isEqualTo(whole.path("usage"));
    }

    @Test
    void theLimitMakesItIncomplete() throws Exception {
        var cut = respond(asks(",\"max_output_tokens\":16"));
        assertThat(cut.path("status").asText()).isEqualTo("incomplete");
        assertThat(cut.at("/incomplete_details/reason").asText()).isEqualTo("max_output_tokens");
        assertThat(cut.at("/usage/output_tokens").asInt()).isLessThanOrEqualTo(16);
        assertThat(events(gate.respond(asks(",\"max_output_tokens\":16,\"stream\":true")).body()).getLast())
                .contains("\"type\":\"response.incomplete\"");
    }

    @Test
    void toolsAreCalledAndTheirAnswersUsedWithAndWithoutMemory() throws Exception {
        var call = respond(asks(",'tools':[" + TOOL + "],'tool_choice':'required'"));
        var item = call.at("/output/0");
        assertThat(item.path("type").asText()).isEqualTo("function_call");
        assertThat(item.path("name").asText()).isEqualTo("get_claim");
        assertThat(new ObjectMapper().readTree(item.path("arguments").asText()).has("id")).isTrue();
        var came = "{'type':'function_call_output','call_id':'" + item.path("call_id").asText()
                + "','output':'it is paid'}";
        assertThat(text(respond("{'model':'m','previous_response_id':'" + call.path("id").asText() + "','input':["
                + came + "],'tools':[" + TOOL + "]}"))).contains("it is paid");
        assertThat(
                text(respond("{'model':'m','input':[{'role':'user','content':'claim?'}," + item + "," + came + "]}")))
                .contains("it is paid");
        assertThat(text(respond("{'model':'m','input':[{'role':'user','content':'claim?'}," + CALL
                + ",{'type':'function_call_output','call_id':'c','output':[{'type':'input_text','text':'sent'}]}]}")))
                .contains("sent");
    }

    @Test
    void namedAndAllowedToolsAreThoseThatAreCalled() throws Exception {
        var tools = ",'tools':[" + TOOL + "," + TOOL.replace("get_claim", "other") + "],'tool_choice':";
        for (var choice : List.of("{'type':'function','name':'other'}",
                "{'type':'allowed_tools','mode':'required','tools':[{'type':'function','name':'other'}]}")) {
            assertThat(respond(asks(tools + choice)).at("/output/0/name").asText()).isEqualTo("other");
        }
        assertThat(respond(asks(tools + "'none'")).at("/output/0/type").asText()).isEqualTo("message");
    }

    @Test
    void aFormatGivesJsonThatFits() throws Exception {
        var format = ",'text':{'format':{'type':'json_schema','name':'a','strict':true,'schema':{'type':'object',"
                + "'properties':{'answer':{'type':'string'},'kind':{'enum':['x']}},'required':['answer','kind'],"
                + "'additionalProperties':false}}}";
        var made = new ObjectMapper().readTree(text(respond(asks(format))));
        assertThat(made.path("kind").asText()).isEqualTo("x");
        assertThat(made.path("answer").asText()).contains("INS-2024-9876");
    }
}
