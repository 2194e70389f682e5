package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static dev.kintsugi.gateway.openai.Gate.events;
import static dev.kintsugi.gateway.openai.Gate.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.lab.relay.RelaySettings;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What OpenAI refuses, an agent under test is refused here as well; `'` stands for a quote of JSON.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RefusalsTest {
    private static final String USER = "{'role':'user','content':'Where is my claim?'}";
    private static final String CALLS = "{'role':'assistant','content':null,'tool_calls':[{'id':'a','type':'function',"
            + "'function':{'name':'f','arguments':'{}'}},{'id':'b','type':'function','function':{'name':'f',"
            + "'arguments':'{}'}}]}";
    private static final String ANSWERS = "{'role':'tool','tool_call_id':'b','content':'2'},"
            + "{'role':'tool','tool_call_id':'a','content':'1'}";
    private static final String TOOL = "{'type':'function','function':{'name':'f'}}";

    private static Gate gate;

    @BeforeAll
    static void open() { gate = new Gate(RelaySettings.DEFAULTS); }

    @AfterAll
    static void close() { gate.close(); }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            USER,{'role':'tool','tool_call_id':'a','content':'1'}  | messages.[1].role | must be a response to
            {'role':'tool','tool_call_id':'a','content':'1'}       | messages.[0].role | must be a response to
            USER,CALLS,{'role':'tool','content':'1'}               | messages[2].tool_call_id | Missing required
            USER,CALLS,{'role':'tool','tool_call_id':'x','content':'1'} | messages.[2].tool_call_id | 'x' not found
            USER,CALLS,USER                                        | messages.[2].role | response messages: a, b
            USER,CALLS,{'role':'tool','tool_call_id':'a','content':'1'},USER | messages.[3].role | response messages: b
            USER,CALLS                                             | messages.[2].role | response messages: a, b
            USER,{'role':'assistant','content':null}               | messages[1].content | got null
            USER,{'role':'assistant','content':'x','tool_calls':'y'} | messages[1].tool_calls | expected an array
            USER,{'role':'assistant'}                              | messages[1].content | got null
            {'role':'user','content':[]}                           | messages[0].content | empty array
            {'role':'user','content':[{'type':'film'}]}            | messages[0].content[0].type | 'film'
            {'role':'user','content':[{'type':'text'}]}            | messages[0].content[0].text | Missing required
            {'role':'user','content':['x']}                        | messages[0].content[0] | expected an object
            {'role':'user','content':[{'type':'image_url'}]}       | messages[0].content[0].image_url | Missing required
            {'role':'user','content':[{'type':'image_url','image_url':'http://x/y'}]} | messages[0].content[0].image_url | expected an object
            {'role':'user','content':[{'type':'image_url','image_url':{}}]} | messages[0].content[0].image_url.url | Missing required
            {'role':'user','content':[{'type':'input_audio','input_audio':{'data':'x'}}]} | messages[0].content[0].input_audio.format | Missing
            {'role':'user','content':[{'type':'file','file':'x'}]} | messages[0].content[0].file | expected an object
            USER,{'role':'function','content':'x'}                 | messages[1].name | Missing required
            """)
    void aConversationOutOfOrderIsRefused(String messages, String param, String says) throws Exception {
        refused("{'model':'m','messages':[" + conversation(messages) + "]}", param, says);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'tools':[]                                   | tools | empty array
            'tools':['f']                                | tools[0] | expected an object
            'tool_choice':'auto'                         | tool_choice | only allowed when 'tools'
            'parallel_tool_calls':false                  | parallel_tool_calls | only allowed when 'tools'
            'tools':[TOOL],'tool_choice':'perhaps'       | tool_choice | 'none', 'auto', 'required'
            'tools':[TOOL],'tool_choice':{'type':'function','function':{'name':'g'}} | tool_choice | no function named 'g'
            'response_format':{}                         | response_format.type | Missing required
            'response_format':{'type':'yaml'}            | response_format.type | 'json_object'
            'response_format':{'type':'json_schema'}     | response_format.json_schema | Missing required
            'response_format':{'type':'json_schema','json_schema':{}} | response_format.json_schema.name | Missing
            'response_format':{'type':'json_object'}     | messages | must contain the word 'json'
            'top_logprobs':2                             | top_logprobs | 'logprobs' is enabled
            'logprobs':true,'top_logprobs':21            | top_logprobs | above maximum
            'logprobs':true                              | logprobs | not supported with this model
            'logprobs':'yes'                             | logprobs | expected a boolean
            'presence_penalty':2.5                       | presence_penalty | above maximum
            'frequency_penalty':-3                       | frequency_penalty | below minimum
            'seed':'x'                                   | seed | expected an integer, but got a string
            'metadata':{'a':1}                           | metadata.a | expected a string, but got an integer
            'stop':['a',1]                               | stop[1] | expected a string, but got an integer
            'stream':true,'stream_options':{'include_usage':'yes'} | stream_options.include_usage | expected a boolean
            'tools':[{'type':'function','function':{'name':'a b'}}] | tools[0].function.name | does not match pattern
            'tools':[{'type':'function','function':{'name':'NAME65'}}] | tools[0].function.name | maximum length 64
            'tools':[{'type':'function','function':{'name':'f','parameters':'x'}}] | tools[0].function.parameters | an object
            'tools':[TOOLS129]                           | tools | maximum length 128
            'tools':[TOOL],'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'none'}} | tool_choice.allowed_tools.mode | 'auto'
            'tools':[TOOL],'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'auto','tools':[{'type':'function','function':{'name':'g'}}]}} | tool_choice | 'g'
            'response_format':{'type':'json_schema','json_schema':{'name':'a b'}} | response_format.json_schema.name | does not match
            'max_tokens':5,'max_completion_tokens':5     | max_tokens | at the same time
            'modalities':['text','audio']                | modalities | 'audio'
            'functions':[]                               | functions | empty array
            'functions':[{}]                             | functions[0].name | Missing required
            'function_call':'auto'                       | function_call | only allowed when 'functions'
            'functions':[{'name':'f'}],'function_call':'required' | function_call | 'none', 'auto'
            'functions':[{'name':'f'}],'function_call':{'name':'g'} | function_call | no function named 'g'
            'logit_bias':[]                              | logit_bias | expected an object, but got an array
            """)
    void aParameterThatMakesNoSenseIsRefused(String parameter, String param, String says) throws Exception {
        refused("{'model':'m','messages':[" + conversation("USER") + "]," + parameter.replace("NAME65", "f".repeat(65))
                .replace("TOOLS129", String.join(",", Collections.nCopies(129, TOOL))).replace("TOOL", TOOL) + "}",
                param, says);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            USER,CALLS,ANSWERS
            USER,CALLS,ANSWERS,USER
            USER,{'role':'assistant','refusal':'no'}
            {'role':'developer','content':'be short'},USER
            {'role':'user','content':[{'type':'text','text':'a'},{'type':'image_url','image_url':{'url':'data:,'}}]}
            """)
    void whatAgentsReallySendIsTaken(String messages) throws Exception {
        var asked = "{'model':'m','messages':[" + conversation(messages) + "],'parallel_tool_calls':true,'tools':["
                + TOOL
                + "],'tool_choice':'none','logprobs':false,'store':null,'seed':7}";
        assertThat(gate.post(asked.replace('\'', '"')).statusCode()).isEqualTo(200);
    }

    private static String conversation(String messages) {
        return messages.replace("USER", USER).replace("CALLS", CALLS).replace("ANSWERS", ANSWERS);
    }

    private static void refused(String body, String param, String says) throws Exception {
        var reply = gate.post(body.replace('\'', '"'));
        assertThat(reply.statusCode()).as(body).isEqualTo(400);
        var error = json(reply).path("error");
        assertThat(error.path("param").asText()).isEqualTo(param);
        assertThat(error.path("message").asText()).contains(says);
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.has("code")).isTrue();
    }

    @Test
    void anotherMethodOfAKnownPathIsAnUnknownOne() throws Exception {
        var listed = gate.get("/chat/completions");
        assertThat(listed.statusCode()).isEqualTo(404);
        assertThat(json(listed).at("/error/code").asText()).isEqualTo("unknown_url");
    }

    @Test
    void ofAllowedToolsOneIsCalledAndNoOther() throws Exception {
        var asked = ("{'model':'m','messages':[" + USER + "],'tools':[" + TOOL + "," + TOOL.replace("'f'", "'g'")
                + "],'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'required','tools':["
                + TOOL.replace("'f'", "'g'") + "]}}}").replace('\'', '"');
        assertThat(json(gate.post(asked)).at("/choices/0/message/tool_calls/0/function/name").asText()).isEqualTo("g");
    }

    @Test
    void noCharacterOfAStreamedArgumentIsCutInTwo() throws Exception {
        var said = "x" + "\uD83D\uDE00".repeat(120);
        var tool = ",\"stream\":true,\"tool_choice\":\"required\",\"tools\":[{\"type\":\"function\",\"function\":"
                + "{\"name\":\"f\",\"parameters\":{\"type\":\"object\",\"properties\":{\"q\":{\"type\":\"string\"}}}}}]";
        var arguments = new StringBuilder();
        for (var event : events(gate.post(body(tool).replace(Gate.QUESTION, said)).body())) {
            if (!event.equals("[DONE]")) {
                arguments.append(new ObjectMapper().readTree(event)
                        .at("/choices/0/delta/tool_calls/0/function/arguments").asText(""));
            }
        }
        assertThat(arguments.toString()).matches("\\{\"q\":\"x(\uD83D\uDE00){99}\"}");
    }
}
