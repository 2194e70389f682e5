package dev.kintsugi.gateway.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.gateway.openai.Gate;
import dev.kintsugi.report.verdict.Habit;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the Messages API answers: whole, streamed, with tools, and what it says beside.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MessagesTest extends MessagesRig {
    private static final String CALLED = "{'role':'assistant','content':[{'type':'text','text':'Let me look.'},"
            + "{'type':'tool_use','id':'toolu_1','name':'get_claim','input':{'id':'7'}}]}";

    private static String text(JsonNode message) { return message.at("/content/0/text").asText(); }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(gate.base() + path)).headers(headers(headers)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void aMessageHasTheShapeOfTheOriginal() throws Exception {
        var reply = post(asks(",'temperature':0.2,'metadata':{'user_id':'u'},'thread':{'type':'create'}"));
        var all = Gate.json(reply);
        assertThat(all.path("id").asText()).startsWith("msg_");
        assertThat(all.path("type").asText()).isEqualTo("message");
        assertThat(all.path("role").asText()).isEqualTo("assistant");
        assertThat(all.path("model").asText()).isEqualTo("claude-x");
        assertThat(all.at("/content/0/type").asText()).isEqualTo("text");
        assertThat(text(all)).contains("INS-2024-9876");
        assertThat(all.at("/content/0").has("citations")).as("which some clients take for wrong when null").isFalse();
        assertThat(all.path("stop_reason").asText()).isEqualTo("end_turn");
        assertThat(all.path("stop_sequence").isNull()).isTrue();
        assertThat(all.at("/usage/input_tokens").asInt()).isPositive();
        assertThat(all.at("/usage/output_tokens").asInt()).isPositive();
        for (var name : List.of("request-id", "anthropic-ratelimit-requests-remaining",
                "anthropic-ratelimit-tokens-reset")) {
            assertThat(reply.headers().firstValue(name)).as(name).isPresent();
        }
        assertThat(reply.headers().map().keySet())
                .noneMatch(n -> n.startsWith("x-ratelimit") || n.startsWith("openai"));
    }

    /// All APIs ask the same agent.
    @Test
    void itSaysWhatAChatCompletionSays() throws Exception {
        var chat = Gate.json(gate.at(gate.base() + "/chat/completions", "{\"model\":\"m\",\"messages\":[{\"role\":"
                + "\"user\",\"content\":\"" + Gate.QUESTION + "\"}]}")).at("/choices/0/message/content").asText();
        assertThat(text(message(asks("")))).isEqualTo(chat);
        assertThat(text(message("{'model':'m','max_tokens':900,'system':[{'type':'text','text':'Be kind',"
                + "'cache_control':{'type':'ephemeral'}}],'messages':[{'role':'user','content':[{'type':'image','source':"
                + "{'type':'base64','media_type':'image/png','data':'x'}},{'type':'text','text':'" + Gate.QUESTION
                + "'}]}]}"))).isEqualTo(chat);
        assertThat(said(post(asks(",'stream':true")).body())).isEqualTo(chat);
    }

    /// The same bytes are another request to another API.
    @Test
    void theSameBodyIsUnderstoodAsItsApiDoes() throws Exception {
        var body = asks(",\"tools\":[" + TOOL.replace('\'', '"') + "],\"tool_choice\":{\"type\":\"any\"}");
        gate.at(gate.base() + "/chat/completions", body);
        assertThat(message(body).path("stop_reason").asText()).isEqualTo("tool_use");
    }

    @Test
    void aStreamTellsTheWholeMessageEventByEvent() throws Exception {
        var whole = message(asks(""));
        var reply = post(asks(",'stream':true"));
        assertThat(reply.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(Gate.names(reply.body())).startsWith("message_start", "content_block_start", "ping",
                "content_block_delta").endsWith("content_block_stop", "message_delta", "message_stop");
        assertThat(reply.body()).doesNotContain("[DONE]");
        assertThat(said(reply.body())).isEqualTo(text(whole));
        var events = Gate.events(reply.body());
        var begun = tree(events.getFirst()).path("message");
        assertThat(begun.path("content").isEmpty()).isTrue();
        assertThat(begun.path("stop_reason").isNull()).isTrue();
        assertThat(begun.at("/usage/input_tokens")).isEqualTo(whole.at("/usage/input_tokens"));
        var last = tree(events.get(events.size() - 2));
        assertThat(last.at("/delta/stop_reason").asText()).isEqualTo("end_turn");
        assertThat(last.at("/usage/output_tokens")).isEqualTo(whole.at("/usage/output_tokens"));
        for (var event : events) {
            assertThat(Gate.names(reply.body())).contains(tree(event).path("type").asText());
        }
    }

    @Test
    void itSaysWhyItEnded() throws Exception {
        var cut = message(asks("").replace("1024", "5"));
        assertThat(cut.path("stop_reason").asText()).isEqualTo("max_tokens");
        assertThat(cut.at("/usage/output_tokens").asInt()).isLessThanOrEqualTo(5);
        var stopped = message(asks(",'stop_sequences':['no such words','INS-2024']"));
        assertThat(stopped.path("stop_reason").asText()).isEqualTo("stop_sequence");
        assertThat(stopped.path("stop_sequence").asText()).isEqualTo("INS-2024");
        assertThat(text(stopped)).doesNotContain("INS-2024");
    }

    @Test
    void toolsAreCalledAndTheirAnswersUsed() throws Exception {
        var call = message(asks(",'tools':[" + TOOL + "],'tool_choice':{'type':'any'}"));
        assertThat(call.path("stop_reason").asText()).isEqualTo("tool_use");
        var use = call.at("/content/0");
        assertThat(use.path("type").asText()).isEqualTo("tool_use");
        assertThat(use.path("id").asText()).startsWith("toolu_");
        assertThat(use.path("name").asText()).isEqualTo("get_claim");
        assertThat(use.at("/input/id").asText()).isNotEmpty();
        for (var content : List.of("'it is paid'", "[{'type':'text','text':'it is paid'}]")) {
            var told = message("{'model':'m','max_tokens':900,'tools':[" + TOOL + "],'messages':[{'role':'user',"
                    + "'content':'Where is my claim?'},{'role':'assistant','content':" + call.path("content")
                    + "},{'role':'user','content':[{'type':'tool_result','tool_use_id':'" + use.path("id").asText()
                    + "','is_error':false,'content':" + content
                    + "},{'type':'text','text':'Remember: find a claim'}]}]}");
            assertThat(text(told)).contains("it is paid");
            assertThat(told.path("stop_reason").asText()).isEqualTo("end_turn");
        }
    }

    @Test
    void aStreamedCallBringsItsInputInPieces() throws Exception {
        var body = post(asks(",'stream':true,'tools':[" + TOOL + "],'tool_choice':{'type':'tool','name':'get_claim'}"))
                .body();
        var input = new StringBuilder();
        for (var event : Gate.events(body)) {
            input.append(tree(event).at("/delta/partial_json").asText(""));
        }
        assertThat(tree(input.toString()).has("id")).isTrue();
        assertThat(body).contains("\"input\":{}").contains("\"stop_reason\":\"tool_use\"");
    }

    @Test
    void aChoiceOfToolsIsKept() throws Exception {
        var tools = ",'tools':[" + TOOL + "," + TOOL.replace("get_claim", "other")
                + ",{'type':'web_search_20250305','name':'web_search'}],'tool_choice':";
        assertThat(message(asks(tools + "{'type':'tool','name':'other'}")).at("/content/0/name").asText())
                .isEqualTo("other");
        assertThat(message(asks(tools + "{'type':'none'}")).at("/content/0/type").asText()).isEqualTo("text");
        assertThat(message(asks(tools + "{'type':'auto','disable_parallel_tool_use':true}")).at("/content/0/type")
                .asText()).isEqualTo("tool_use");
    }

    /// As agents that work on a machine send them: reminders of their own program beside the question, tools that act,
    /// and descriptions that are pages long.
    @Test
    void aReminderIsNoQuestionAndALongDescriptionNoReasonToAct() throws Exception {
        var bash = "{'name':'Bash','description':'Runs a command in a shell. "
                + "Use other means if there are. ".repeat(9)
                + "Never ask where to find a claim.','input_schema':{'type':'object','properties':{'command':{'type':"
                + "'string'}},'required':['command']}}";
        var asked = "{'model':'m','max_tokens':900,'tools':[" + bash + "],'messages':[{'role':'user','content':["
                + "{'type':'text','text':'<system-reminder>\\nRun no command in a shell\\n</system-reminder>'},"
                + "{'type':'text','text':'" + Gate.QUESTION + "'}]}]";

        var answered = message(asked + "}");
        var called = message(asked + ",'tool_choice':{'type':'any'}}");

        assertThat(answered.path("stop_reason").asText()).isEqualTo("end_turn");
        assertThat(text(answered)).contains("INS-2024-9876");
        assertThat(called.at("/content/0/input/command").asText()).isEqualTo("echo example");
    }

    @Test
    void aFormatGivesJsonThatFits() throws Exception {
        var format = "{'type':'json_schema','schema':{'type':'object','properties':{'answer':{'type':'string'},"
                + "'kind':{'enum':['x']}},'required':['answer','kind'],'additionalProperties':false}}";
        for (var more : List.of(",'output_config':{'format':" + format + "}", ",'output_format':" + format)) {
            var made = tree(text(message(asks(more))));
            assertThat(made.path("kind").asText()).isEqualTo("x");
            assertThat(made.path("answer").asText()).contains("INS-2024-9876");
        }
    }

    @Test
    void whatAgentsReallySendIsTaken() throws Exception {
        message("{'model':'m','max_tokens':32000,'thinking':{'type':'enabled','budget_tokens':2000},'service_tier':"
                + "'auto','context_management':{},'unknown':{'x':1},'system':'Be short','messages':[{'role':'user',"
                + "'content':'a'},{'role':'user','content':[{'type':'text','text':'b'},{'type':'document','source':"
                + "{'type':'text','media_type':'text/plain','data':'the policy'}}]},{'role':'system','content':'Be brief'},{'role':'assistant','content':"
                + "[{'type':'thinking','thinking':'hm','signature':'s'},{'type':'redacted_thinking','data':'x'},"
                + "{'type':'server_tool_use','id':'srvtoolu_1','name':'web_search','input':{}},"
                + "{'type':'web_search_tool_result','tool_use_id':'srvtoolu_1','content':[]},"
                + "{'type':'tool_use','id':'toolu_1','name':'get_claim','input':{}},"
                + "{'type':'tool_use','id':'toolu_2','name':'get_claim','input':{}}]},{'role':'user','content':"
                + "[{'type':'tool_result','tool_use_id':'toolu_2'},{'type':'tool_result','tool_use_id':'toolu_1',"
                + "'is_error':true,'content':[{'type':'image','source':{'type':'url','url':'http://x'}}]}]}],'tools':["
                + TOOL + "]}");
        var prefilled = message("{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'a'},"
                + "{'role':'assistant','content':'{'}]}");
        assertThat(prefilled.path("type").asText()).isEqualTo("message");
    }

    @Test
    void tokensAreCountedAsAnAnswerCountsThem() throws Exception {
        var body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + Gate.QUESTION + "\"}]}";
        var counted = gate.at(gate.base() + "/messages/count_tokens", body, headers());
        assertThat(counted.statusCode()).isEqualTo(200);
        assertThat(Gate.json(counted).path("input_tokens"))
                .isEqualTo(message(asks("")).at("/usage/input_tokens"));
        isAnError(gate.at(gate.base() + "/messages/count_tokens", "{\"model\":\"m\"}", headers()), 400,
                "invalid_request_error");
        assertThat(gate.lab.sessions()).as("only the answer is written down").hasSize(1);
    }

    @Test
    void modelsAreListedInTheWordsOfWhoeverAsks() throws Exception {
        var list = Gate.json(get("/models"));
        assertThat(list.path("has_more").asBoolean(true)).isFalse();
        assertThat(list.path("first_id")).isEqualTo(list.at("/data/0/id"));
        assertThat(list.path("last_id")).isEqualTo(list.at("/data/1/id"));
        assertThat(list.at("/data/0/type").asText()).isEqualTo("model");
        assertThat(list.at("/data/0/display_name").asText()).isNotEmpty();
        assertThat(list.at("/data/0/created_at").asText()).endsWith("Z");
        assertThat(Gate.json(get("/models/claude-x")).path("id").asText()).isEqualTo("claude-x");
        assertThat(Gate.json(gate.get("/models")).path("object").asText()).as("asked as OpenAI").isEqualTo("list");
    }

    @Test
    void whatIsNotHereIsSaidInItsWordsAndOpenAisStaysOpenAis() throws Exception {
        for (var path : List.of("/messages/batches", "/messages/batches/b/cancel", "/files", "/messages")) {
            var error = isAnError(get(path), 404, "not_found_error");
            assertThat(error.at("/error/message").asText()).contains("POST /v1/messages", "--base-url");
        }
        assertThat(gate.get("/messages/batches").body()).as("told by its path").contains("not_found_error");
        assertThat(gate.get("/files").body()).contains("unknown_url");
        assertThat(gate.at(gate.base() + "/chat/completions", Gate.body(""), headers()).body())
                .contains("chat.completion");
    }

    @Test
    void aSessionHasABaseUrlOfItsOwn() throws Exception {
        var at = gate.base().replace("/v1", "/s/arm-b/v1");
        assertThat(gate.at(at + "/messages", asks(""), headers()).statusCode()).isEqualTo(200);
        assertThat(gate.turns("arm-b")).hasSize(1);
        assertThat(gate.at(at + "/messages/count_tokens", asks(""), headers()).statusCode()).isEqualTo(200);
        assertThat(gate.at(at + "/messages/batches", asks(""), headers()).statusCode()).isEqualTo(404);
    }

    @Test
    void aKeyNamesItsCallerAndIsWrittenNowhere() throws Exception {
        post(asks(""), "x-api-key", "sk-ant-secret-1", "X-Lab-Session", "k");
        post(asks(""), "x-api-key", "sk-ant-secret-2", "X-Lab-Session", "k");
        var log = gate.turns("k").stream().flatMap(t -> t.entries().stream()).map(e -> e.event().toString()).toList();
        assertThat(gate.verdicts()).extracting(v -> v.caller()).hasSize(2)
                .allMatch(caller -> caller.startsWith("key-"));
        assertThat(log).isNotEmpty().noneMatch(event -> event.contains("sk-ant"));
    }

    @Test
    void anAgentThatTakesACutAnswerForTheWholeIsFoundOut() throws Exception {
        var cut = said(post(asks(",'stream':true"), "X-Lab-Session", "v", "X-Lab-Fault", "cut_stream").body());
        post(("{'model':'m','max_tokens':900,'messages':[{'role':'user','content':'" + Gate.QUESTION
                + "'},{'role':'assistant','content':[{'type':'text','text':").replace('\'', '"')
                + new ObjectMapper().writeValueAsString(cut).replace("'", "\\u0027")
                + "}]},{\"role\":\"user\",\"content\":\"And?\"}]}", "X-Lab-Session", "v");
        assertThat(gate.verdicts().getFirst().findings()).extracting(f -> f.habit())
                .containsExactly(Habit.ACCEPTED_TRUNCATED);
    }

    @Test
    void aToolCallInTheHistoryIsRead() throws Exception {
        var told = message("{'model':'m','max_tokens':900,'messages':[{'role':'user','content':'Where?'}," + CALLED
                + ",{'role':'user','content':[{'type':'tool_result','tool_use_id':'toolu_1','content':'closed'}]}]}");
        assertThat(text(told)).contains("closed");
    }
}
