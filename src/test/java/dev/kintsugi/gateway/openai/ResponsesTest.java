package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.asks;
import static dev.kintsugi.gateway.openai.Gate.events;
import static dev.kintsugi.gateway.openai.Gate.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.relay.LiveCalls;
import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.report.audit.LogReader;
import dev.kintsugi.report.verdict.Habit;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The Responses API in front of the scripted agent; `'` stands for a quote of JSON.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ResponsesTest {
    private static final String TOOL = "{'type':'function','name':'get_claim','description':'Find a claim','parameters':"
            + "{'type':'object','properties':{'id':{'type':'string'}},'required':['id']}}";
    private static final String CALL = "{'type':'function_call','call_id':'c','name':'f','arguments':'{}'}";
    private static final String CAME = "{'type':'function_call_output','call_id':'c','output':'it is paid'}";
    private Gate gate;

    @BeforeEach
    void open() { gate = new Gate(RelaySettings.DEFAULTS); }

    @AfterEach
    void close() { gate.close(); }

    private JsonNode respond(String body, String... headers) throws Exception {
        var reply = gate.respond(body.replace('\'', '"'), headers);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return json(reply);
    }

    private static String text(JsonNode response) { return response.at("/output/0/content/0/text").asText(); }

    private static String said(String text) throws Exception {
        return new ObjectMapper().writeValueAsString(text).replace("'", "\\u0027");
    }

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'input':'x'}                                          | model | Missing required parameter: 'model'
            {'model':'m'}                                          | input | must be provided
            {'model':'m','input':7}                                | input | one of a string or array of input items
            {'model':'m','input':[]}                               | input | empty array
            {'model':'m','input':['x']}                            | input[0] | expected an object
            {'model':'m','messages':[]}                            | messages | has moved to 'input'
            {'model':'m','input':'x','max_tokens':20}              | max_tokens | 'max_output_tokens'
            {'model':'m','input':'x','response_format':{'type':'text'}} | response_format | 'text.format'
            {'model':'m','input':'x','max_output_tokens':15}       | max_output_tokens | >= 16
            {'model':'m','input':'x','temperature':3}              | temperature | above maximum
            {'model':'m','input':'x','stream':'yes'}               | stream | expected a boolean
            {'model':'m','input':'x','stream_options':{}}          | stream_options | only allowed when 'stream'
            {'model':'m','input':'x','metadata':[]}                | metadata | expected an object
            {'model':'m','input':'x','background':true,'store':false} | background | 'store'
            {'model':'m','input':'x','previous_response_id':'resp_x'} | previous_response_id | 'resp_x' not found
            {'model':'m','input':'x','previous_response_id':'resp_x','conversation':'c'} | previous_response_id | exclusive
            {'model':'m','input':[{'role':'king','content':'x'}]}  | input[0].role | 'assistant'
            {'model':'m','input':[{'role':'user'}]}                | input[0].content | Missing
            {'model':'m','input':[{'role':'assistant','content':[{'type':'input_text','text':'x'}]}]} | input[0].content[0] | 'output_text', 'refusal'
            {'model':'m','input':[{'role':'user','content':[{'type':'output_text','text':'x'}]}]} | input[0].content[0] | 'input_text'
            {'model':'m','input':[CAME]}                           | input | No tool call found for function call output with call_id c
            {'model':'m','input':[CALL]}                           | input | No tool output found for function call c
            {'model':'m','input':[CALL,{'type':'function_call_output','call_id':'c'}]} | input[1].output | Missing
            {'model':'m','input':[{'type':'function_call','call_id':'c'}]} | input[0].name | Missing
            {'model':'m','input':'x','tools':['f']}                | tools[0] | expected an object
            {'model':'m','input':'x','tools':[{'name':'f'}]}       | tools[0].type | Missing
            {'model':'m','input':'x','tools':[{'type':'function','function':{'name':'f'}}]} | tools[0].name | Missing
            {'model':'m','input':'x','tools':[{'type':'function','name':'a b'}]} | tools[0].name | does not match
            {'model':'m','input':'x','tool_choice':'required'}     | tool_choice | with 'tools'
            {'model':'m','input':'x','tool_choice':'perhaps'}      | tool_choice | 'none', 'auto'
            {'model':'m','input':'x','tools':[TOOL],'tool_choice':{'type':'function','name':'g'}} | tool_choice | 'g' not found
            {'model':'m','input':'x','text':{'format':{}}}         | text.format.type | Missing
            {'model':'m','input':'x','text':{'format':{'type':'yaml'}}} | text.format.type | 'json_object'
            {'model':'m','input':'x','text':{'format':{'type':'json_schema','name':'a'}}} | text.format.schema | Missing
            {'model':'m','input':'x','text':{'format':{'type':'json_object'}}} | input | the word 'json'
            """)
    void whatOpenAiRefusesIsRefused(String body, String param, String says) throws Exception {
        var asked = body.replace("CALL", CALL).replace("CAME", CAME).replace("TOOL", TOOL).replace('\'', '"');
        var reply = gate.respond(asked);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
        var error = json(reply).path("error");
        assertThat(error.path("param").asText()).isEqualTo(param);
        assertThat(error.path("message").asText()).contains(says);
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.has("code")).isTrue();
        assertThat(gate.lab.sessions()).as("nothing is written of it").isEmpty();
    }

    @Test
    void whatOpenAiKeepsForItsCallersIsUnknownHere() throws Exception {
        for (var more : List.of(",\"conversation\":\"conv_1\"", ",\"prompt\":{\"id\":\"pmpt_1\"}")) {
            var reply = gate.respond(asks(more));
            assertThat(reply.statusCode()).isEqualTo(404);
            assertThat(json(reply).at("/error/message").asText()).contains("_1' not found");
        }
    }

    @Test
    void whatAgentsReallySendIsTaken() throws Exception {
        respond(asks(",'include':['reasoning.encrypted_content'],'reasoning':{'effort':'medium','summary':'auto'},"
                + "'parallel_tool_calls':true,'tool_choice':'auto','tools':[],'store':false,'prompt_cache_key':'k',"
                + "'service_tier':'auto','truncation':'auto','text':{'verbosity':'low'},'unknown':{'x':1}"));
        respond("{'model':'m','input':[{'role':'developer','content':'be short'},{'type':'reasoning','id':'rs_1',"
                + "'summary':[],'encrypted_content':'x'},{'role':'user','content':[{'type':'input_text','text':'a'},"
                + "{'type':'input_image','image_url':'data:,'}]},{'type':'custom_tool_call','call_id':'p','name':"
                + "'apply_patch','input':'*** Begin'},{'type':'custom_tool_call_output','call_id':'p','output':'done'},"
                + CALL + "," + CAME + "],'tools':[" + TOOL + ",{'type':'web_search'},{'type':'custom','name':"
                + "'apply_patch'}]}");
    }

    @Test
    void theSameBodyAfterAFailureIsTheNextAttempt() throws Exception {
        var session = new String[]{"X-Lab-Session", "again", "X-Lab-Fault", "service_unavailable(cure=attempts 1)"};
        assertThat(gate.respond(asks(""), session).statusCode()).isEqualTo(503);
        assertThat(gate.respond(asks(""), session).statusCode()).isEqualTo(200);
        assertThat(gate.turns("again")).hasSize(1);
        assertThat(gate.turns("again").getFirst().outcome()).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void plansAndTheLabsRecoveryActOnBothAlike() throws Exception {
        gate.plan("hallucination first 1");
        assertThat(text(respond(asks(""), "X-Lab-Session", "planned"))).isNotEqualTo(text(respond(asks(""))));
        var mended = respond(asks(""), "X-Lab-Session", "mended", "X-Lab-Fault",
                "service_unavailable(cure=attempts 1)", "X-Lab-Recovery", "standard");
        assertThat(text(mended)).contains("INS-2024-9876");
        assertThat(gate.turns("mended").getFirst().outcome()).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void aPageAboutTheGatewayShowsWhatWasSaidBesideWhatWasSent() throws Exception {
        try (var live = new LiveCalls(gate.lab, _ -> {})) {
            gate.rawAt("/responses", asks(",\"stream\":true"), "X-Lab-Session", "s", "X-Lab-Fault", "cut_stream");
            var call = live.recent().getFirst();
            var answered = Objects.requireNonNull(call.answered());
            assertThat(call.message()).isEqualTo(Gate.QUESTION);
            assertThat(answered.ending()).isEqualTo(Ending.CUT);
            assertThat(call.natural()).startsWith(answered.sent().value()).isNotEqualTo(answered.sent().value());
            assertThat(answered.sent().value()).isNotEmpty();
        }
    }

    private List<Habit> habits() {
        return gate.relay.verdicts().getFirst().findings().stream().map(f -> f.habit()).toList();
    }

    /// The provider has the whole of it; whoever goes on from it has seen a part and does not know.
    @Test
    void whoGoesOnFromAResponseThatWasCutIsToldSo() throws Exception {
        var wire = gate.rawAt("/responses", asks(",\"stream\":true"), "X-Lab-Session", "s", "X-Lab-Fault",
                "cut_stream");
        var id = new ObjectMapper().readTree(events(wire).getFirst()).at("/response/id").asText();
        respond("{'model':'m','previous_response_id':'" + id + "','input':'and?'}", "X-Lab-Session", "s");
        assertThat(habits()).containsExactly(Habit.ACCEPTED_TRUNCATED);
        assertThat(text(json(gate.get("/responses/" + id)))).as("what is kept is whole").endsWith(".");
    }

    @Test
    void whoTakesAWholeOneIsNotAccused() throws Exception {
        gate.rawAt("/responses", asks(",\"stream\":true"), "X-Lab-Session", "s", "X-Lab-Fault", "cut_stream");
        var again = gate.rawAt("/responses", asks(",\"stream\":true"), "X-Lab-Session", "s", "X-Lab-Fault",
                "cut_stream");
        var id = new ObjectMapper().readTree(events(again).getFirst()).at("/response/id").asText();
        respond("{'model':'m','previous_response_id':'" + id + "','input':'and?'}", "X-Lab-Session", "s");
        assertThat(habits()).doesNotContain(Habit.ACCEPTED_TRUNCATED);
    }

    @Test
    void aCallThatAsksToBeSparedIsSpared() throws Exception {
        gate.plan("service_unavailable(cure=persistent) always");
        for (var asked : List.of("normal", " normal ")) {
            assertThat(gate.respond(asks(",\"user\":\"" + asked + "\""), "X-Lab-Session", "a", "X-Lab-Fault", asked)
                    .statusCode()).isEqualTo(200);
            assertThat(gate.post(Gate.body(",\"user\":\"" + asked + "\""), "X-Lab-Session", "a", "X-Lab-Fault", asked)
                    .statusCode()).isEqualTo(200);
        }
        assertThat(gate.post(Gate.body(""), "X-Lab-Session", "a").statusCode()).isEqualTo(503);
        assertThat(gate.post(Gate.body(""), "X-Lab-Session", "a", "X-Lab-Fault", "normal").statusCode())
                .as("whatever waits for its next attempt").isEqualTo(200);
        assertThat(gate.turns("a")).filteredOn(t -> t.injections().isEmpty()).hasSize(5).allSatisfy(t -> {
            assertThat(Objects.requireNonNull(t.decision()).reason()).isEqualTo(Decision.Reason.FORCED);
            assertThat(t.decision().mode()).isNull();
        });
        gate.lab.change(gate.lab.settings().withForced(FailureMode.AUTH_ERROR));
        assertThat(gate.post(Gate.body(""), "X-Lab-Session", "b").statusCode()).isIn(401, 403);
        assertThat(gate.post(Gate.body(""), "X-Lab-Session", "c", "X-Lab-Fault", "normal").statusCode())
                .as("what the lab forces on every turn").isEqualTo(200);
        gate.relay.change(RelaySettings.DEFAULTS.withAllowForced(false));
        assertThat(gate.post(Gate.body(""), "X-Lab-Fault", "normal").statusCode()).isEqualTo(400);
    }

    /// Over a store on disk a call that nothing happens to is answered on the loop, by either API.
    @Test
    void itIsOneLineOfTheLogWhereNothingHappens(@TempDir Path folder) throws Exception {
        try (var own = Gate.in(folder)) {
            for (var i = 0; i < 3; i++) {
                assertThat(own.respond(asks(",\"user\":\"" + i + "\""), "X-Lab-Session", "s").statusCode())
                        .isEqualTo(200);
            }
            var lines = new ArrayList<String>();
            own.lab.lines(new SessionId("s"), lines::add);
            assertThat(LogReader.entry(lines.getLast()).event()).isInstanceOf(LabEvent.CallServed.class);
            assertThat(own.lab.replay(new SessionId("s")).difference()).isEmpty();
        }
    }
}
