package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.asks;
import static dev.kintsugi.gateway.openai.Gate.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the Responses API refuses, and what it takes.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ResponseRulesTest extends ResponsesRig {
    private static final String LONG = "n".repeat(513);
    private static final String MANY = IntStream.range(0, 17).mapToObj(i -> "'" + i + "':'x'")
            .collect(Collectors.joining(","));

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
            {'model':'m','input':'x','top_logprobs':2}             | top_logprobs | not supported with this model
            {'model':'m','input':'x','include':['message.output_text.logprobs']} | include | not supported with this model
            {'model':'m','input':'x','include':'all'}              | include | expected an array
            {'model':'m','input':'x','stream':'yes'}               | stream | expected a boolean
            {'model':'m','input':'x','stream_options':{}}          | stream_options | only allowed when 'stream'
            {'model':'m','input':'x','metadata':[]}                | metadata | expected an object
            {'model':'m','input':'x','metadata':{'a':1}}           | metadata.a | expected a string
            {'model':'m','input':'x','metadata':{'a':'LONG'}}      | metadata.a | maximum length 512
            {'model':'m','input':'x','metadata':{'LONG':'a'}}      | metadata.LONG | maximum length 64
            {'model':'m','input':'x','metadata':{MANY}}            | metadata | at most 16 properties
            {'model':'m','input':'x','truncation':'perhaps'}       | truncation | 'auto', 'disabled'
            {'model':'m','input':'x','text':{'verbosity':5}}       | text.verbosity | 'low', 'medium', 'high'
            {'model':'m','input':'x','reasoning':{'effort':1}}     | reasoning.effort | expected a string
            {'model':'m','input':'x','user':7}                     | user | expected a string
            {'model':'m','input':'x','max_tool_calls':'1'}         | max_tool_calls | expected an integer
            {'model':'m','input':'x','tool_choice':5}              | tool_choice | one of a string or an object
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
        var asked = body.replace("CALL", CALL).replace("CAME", CAME).replace("TOOL", TOOL).replace("MANY", MANY)
                .replace("LONG", LONG).replace('\'', '"');
        var reply = gate.respond(asked);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
        var error = json(reply).path("error");
        assertThat(error.path("param").asText()).isEqualTo(param.replace("LONG", LONG));
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
}
