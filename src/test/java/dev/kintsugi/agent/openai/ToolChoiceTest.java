package dev.kintsugi.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is called after a tool has answered; `'` stands for a quote of JSON.
class ToolChoiceTest {
    private static final String TOOLS = ",'tools':[{'type':'function','function':{'name':'weather','description':"
            + "'Get the weather'}},{'type':'function','function':{'name':'final_result','description':'Ends',"
            + "'parameters':{'type':'object','properties':{'text':{'type':'string'}}}}}]";
    private static final String ASKED = "{'role':'user','content':'What is the weather in Paris?'}";

    private static String step(String tool, String answer) {
        return ",{'role':'assistant','tool_calls':[{'id':'c','type':'function','function':{'name':'" + tool
                + "','arguments':'{}'}}]},{'role':'tool','tool_call_id':'c','content':'" + answer + "'}";
    }

    private static JsonNode called(String choice, String messages) throws Exception {
        var body = ("{'model':'m','messages':[" + messages + "]" + TOOLS + ",'tool_choice':" + choice + "}")
                .replace('\'', '"');
        return ToolChoice.of(new ChatAsk(new ObjectMapper().readTree(body), body.getBytes(), Map.of()))
                .map(calls -> calls.path(0).path("function")).orElse(null);
    }

    @Test
    void anAgentThatEndsByAToolGetsToItsEnd() throws Exception {
        assertThat(called("'required'", ASKED).path("name").asText()).isEqualTo("weather");
        var last = called("'required'", ASKED + step("weather", "21 degrees"));
        assertThat(last.path("name").asText()).isEqualTo("final_result");
        assertThat(last.path("arguments").asText()).contains("21 degrees");
        assertThat(called("{'type':'function','function':{'name':'final_result'}}",
                ASKED + step("weather", "21 degrees")).path("name").asText()).isEqualTo("final_result");
    }

    @Test
    void itTalksAboutAnAnswerWhenItMayAndWhenNoToolIsLeft() throws Exception {
        assertThat(called("'auto'", ASKED + step("weather", "21 degrees"))).isNull();
        assertThat(called("'required'", ASKED + step("weather", "21 degrees") + step("final_result", "done"))).isNull();
        assertThat(called("{'type':'function','function':{'name':'weather'}}", ASKED + step("weather", "21 degrees")))
                .isNull();
    }

    @Test
    void aNewQuestionMayNeedTheSameToolAgain() throws Exception {
        var again = ASKED + step("weather", "21 degrees") + ",{'role':'assistant','content':'21.'}," + ASKED;
        assertThat(called("'required'", again).path("name").asText()).isEqualTo("weather");
    }
}
