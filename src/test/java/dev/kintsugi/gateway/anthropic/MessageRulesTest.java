package dev.kintsugi.gateway.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.gateway.openai.Gate;
import dev.kintsugi.lab.relay.RelaySettings;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Anthropic refuses, an agent under test is refused here as well; `'` stands for a quote of JSON.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MessageRulesTest {
    private static final String HEAD = "'model':'m','max_tokens':9";
    private static final String USER = "{'role':'user','content':'Where is my claim?'}";
    private static final String CALLS = "{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'f',"
            + "'input':{}},{'type':'tool_use','id':'b','name':'f','input':{}}]}";
    private static final String A = "{'type':'tool_result','tool_use_id':'a','content':'1'}";
    private static final String B = "{'type':'tool_result','tool_use_id':'b','content':'2'}";
    private static final String SAYS = "{'type':'text','text':'x'}";

    private static Gate gate;

    @BeforeAll
    static void open() { gate = new Gate(RelaySettings.DEFAULTS); }

    @AfterAll
    static void close() { gate.close(); }

    private static String refused(String body, String... headers) throws Exception {
        var reply = gate.at(gate.base() + "/messages", body.replace('\'', '"'), headers);
        var error = MessagesRig.isAnError(reply, 400, "invalid_request_error");
        assertThat(gate.lab.sessions()).as("nothing is written of it").isEmpty();
        return error.at("/error/message").asText();
    }

    private static String filled(String text) {
        return text.replace("USER", USER).replace("CALLS", CALLS).replace("SAYS", SAYS).replace("RESA", A)
                .replace("RESB", B);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'model':'m','max_tokens':9}                              | messages: Field required
            {'max_tokens':9,'messages':[USER]}                        | model: Field required
            {'model':'m','messages':[USER]}                           | max_tokens: Field required
            {'model':'m','max_tokens':0,'messages':[USER]}            | max_tokens: Input should be greater than or equal to 1
            {'model':'m','max_tokens':'9','messages':[USER]}          | max_tokens: Input should be a valid integer
            {HEAD,'messages':'x'}                                     | messages: Input should be a valid list
            {HEAD,'messages':[]}                                      | messages: at least one message is required
            {HEAD,'messages':[USER],'temperature':1.5}                | temperature: Input should be less than or equal to 1
            {HEAD,'messages':[USER],'stream':'yes'}                   | stream: Input should be a valid boolean
            {HEAD,'messages':[USER],'stop_sequences':'x'}             | stop_sequences: Input should be a valid list
            {HEAD,'messages':[USER],'stop_sequences':[' ']}           | each stop sequence must contain non-whitespace
            {HEAD,'messages':[USER],'stop':['x']}                     | stop: Extra inputs are not permitted
            {HEAD,'messages':[USER],'system':7}                       | system: Input should be
            {HEAD,'messages':[USER],'system':[{'type':'image'}]}      | system.0.type: Input should be 'text'
            {HEAD,'messages':[USER],'tools':[{'type':'function','function':{'name':'f'}}]} | tools.0: Input tag 'function'
            {HEAD,'messages':[USER],'tools':[{'name':'f'}]}           | tools.0.custom.input_schema: Field required
            {HEAD,'messages':[USER],'tools':[{'name':'a b','input_schema':{'type':'object'}}]} | tools.0.custom.name: String should match
            {HEAD,'messages':[USER],'tools':[{'name':'f','input_schema':{}}]} | input_schema.type: Field required
            {HEAD,'messages':[USER],'tools':[{'name':'f','input_schema':{'type':'object'}},{'name':'f','input_schema':{'type':'object'}}]} | Tool names must be unique
            {HEAD,'messages':[USER],'tool_choice':{'type':'any'}}     | tool_choice may only be specified while providing tools
            {HEAD,'messages':[USER],'tool_choice':'auto'}             | tool_choice: Input should be a valid dictionary
            {HEAD,'messages':[USER],'tool_choice':{'type':'required'}} | tool_choice: Input tag 'required'
            {HEAD,'messages':[USER],'tools':[{'name':'f','input_schema':{'type':'object'}}],'tool_choice':{'type':'tool','name':'g'}} | Tool 'g' not found
            {HEAD,'messages':[USER],'thinking':{'type':'enabled','budget_tokens':100}} | thinking.enabled.budget_tokens: Input should be greater
            {HEAD,'messages':[USER],'thinking':{'type':'enabled','budget_tokens':2000}} | `max_tokens` must be greater than
            """)
    void aRequestThatAnthropicRefusesIsRefused(String body, String says) throws Exception {
        assertThat(refused(filled(body).replace("HEAD", HEAD), "anthropic-version", "2023-06-01")).contains(says);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'x'                                                       | messages.0: Input should be a valid dictionary
            {'content':'x'}                                           | messages.0.role: Field required
            {'role':'tool','content':'x'}                             | messages.0.role: Input should be 'user', 'assistant' or 'system'
            {'role':'user'}                                           | messages.0.content: Field required
            {'role':'user','content':7}                               | messages.0.content: Input should be
            {'role':'user','content':''}                              | messages.0: all messages must have non-empty content
            USER,{'role':'assistant','content':[]},USER               | messages.1: all messages must have non-empty content
            {'role':'user','content':['x']}                           | messages.0.content.0: Input should be
            {'role':'user','content':[{'text':'x'}]}                  | messages.0.content.0.type: Field required
            {'role':'user','content':[{'type':'text'}]}               | messages.0.content.0.text.text: Field required
            {'role':'user','content':[{'type':'text','text':''}]}     | text content blocks must be non-empty
            {'role':'user','content':[{'type':'image_url','image_url':{}}]} | messages.0.content.0: Input tag 'image_url'
            {'role':'user','content':[{'type':'image'}]}              | messages.0.content.0.image.source: Field required
            {'role':'user','content':[{'type':'tool_use','id':'a','name':'f','input':{}}]} | messages.0: `tool_use` blocks can only be in `assistant` messages
            USER,{'role':'assistant','content':[RESA]},USER           | messages.1: `tool_result` blocks can only be in `user` messages
            USER,{'role':'assistant','content':[{'type':'tool_use','id':'a:b','name':'f','input':{}}]} | messages.1.content.0.tool_use.id: String should match
            USER,{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'f','input':'{}'}]} | messages.1.content.0.tool_use.input: Input should be
            {'role':'user','content':[RESA]}                          | messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: a.
            USER,CALLS                                                | messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: a, b.
            USER,CALLS,USER                                           | messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: a, b.
            USER,CALLS,{'role':'user','content':[RESA]}               | immediately after: b.
            USER,CALLS,{'role':'user','content':[RESA,SAYS,RESB]}     | immediately after: b.
            USER,CALLS,{'role':'user','content':[RESA,RESA,RESB]}     | each tool_use must have a single result
            USER,CALLS,{'role':'user','content':[RESA,RESB]},USER,{'role':'assistant','content':'x'},{'role':'user','content':[RESA]} | messages.5.content.0: unexpected `tool_use_id`
            USER,{'role':'assistant','content':'so '}                 | final assistant content cannot end with trailing whitespace
            """)
    void aConversationThatAnthropicRefusesIsRefused(String messages, String says) throws Exception {
        assertThat(refused("{" + HEAD + ",'messages':[" + filled(messages) + "]}", "anthropic-version", "2023-06-01"))
                .contains(says);
    }

    @Test
    void whatIsNoJsonAndWhatSaysNoVersionIsRefused() throws Exception {
        assertThat(refused("{", "anthropic-version", "2023-06-01")).contains("not valid JSON");
        assertThat(refused("{" + HEAD + ",'messages':[" + USER + "]}"))
                .isEqualTo("anthropic-version: header is required");
    }

    /// Upon this very code Anthropic's clients say the whole conversation again, which they may begin a thread with.
    @Test
    void aThreadThatNobodyKeptIsSaidToBeLost() throws Exception {
        var reply = gate.at(gate.base() + "/messages", ("{" + HEAD + ",'messages':[{'role':'user','content':[" + A
                + "]}],'thread':{'type':'continue','previous_message_id':'msg_1'}}").replace('\'', '"'),
                "anthropic-version", "2023-06-01");
        var error = MessagesRig.isAnError(reply, 404, "not_found_error");
        assertThat(error.at("/error/details/error_code").asText()).isEqualTo("thread_not_found");
        assertThat(error.at("/error/message").asText()).contains("'msg_1'");
        assertThat(gate.lab.sessions()).as("nothing is written of it").isEmpty();
    }

    @Test
    void aWishThatTheLabDoesNotKnowIsRefusedInTheSameWords() throws Exception {
        assertThat(refused("{" + HEAD + ",'messages':[" + USER + "]}", "anthropic-version", "2023-06-01", "X-Lab-Fault",
                "gremlins")).contains("gremlins");
    }
}
