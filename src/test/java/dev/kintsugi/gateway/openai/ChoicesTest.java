package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static dev.kintsugi.gateway.openai.Gate.events;
import static dev.kintsugi.gateway.openai.Gate.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.lab.relay.RelaySettings;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several choices, and functions as they were called before there were tools.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ChoicesTest {
    private static final String FUNCTION = "{\"name\":\"get_claim\",\"parameters\":{\"type\":\"object\",\"properties\":"
            + "{\"id\":{\"type\":\"string\"}},\"required\":[\"id\"]}}";
    private static final String TOOLS = ",\"tools\":[{\"type\":\"function\",\"function\":" + FUNCTION
            + "}],\"tool_choice\":\"required\"";
    private static final String FUNCTIONS = ",\"functions\":[" + FUNCTION
            + "],\"function_call\":{\"name\":\"get_claim\"}";

    private static Gate gate;

    @BeforeAll
    static void open() { gate = new Gate(RelaySettings.DEFAULTS); }

    @AfterAll
    static void close() { gate.close(); }

    @Test
    void everyChoiceAsksForToolsByIdsOfItsOwn() throws Exception {
        var whole = json(gate.post(body(",\"n\":3" + TOOLS)));
        assertThat(whole.path("choices")).hasSize(3);
        var ids = new HashSet<String>();
        for (var choice : whole.path("choices")) {
            assertThat(choice.path("finish_reason").asText()).isEqualTo("tool_calls");
            ids.add(choice.at("/message/tool_calls/0/id").asText());
        }
        assertThat(ids).hasSize(3);
        var streamed = new HashSet<String>();
        for (var event : events(gate.post(body(",\"stream\":true,\"n\":3" + TOOLS)).body())) {
            var id = read(event).at("/choices/0/delta/tool_calls/0/id").asText();
            if (!id.isEmpty()) {
                streamed.add(id);
            }
        }
        assertThat(streamed).isEqualTo(ids);
        var one = json(gate.post(body(TOOLS))).at("/usage/completion_tokens").asInt();
        assertThat(whole.at("/usage/completion_tokens").asInt()).isEqualTo(3 * one);
    }

    private static JsonNode read(String event) throws Exception {
        return event.startsWith("{") ? new ObjectMapper().readTree(event) : new ObjectMapper().nullNode();
    }

    /// A count that misses what was paid for would tell that the reply was touched.
    @ParameterizedTest
    @ValueSource(strings = {"hallucination", "lying_stop"})
    void theTokensOfEveryChoiceAreCountedOfAFailedReplyToo(String fault) throws Exception {
        var two = json(gate.post(body(",\"n\":2"), "X-Lab-Fault", fault));
        assertThat(two.at("/usage/completion_tokens").asInt()).isEqualTo(tokens(two, 0) + tokens(two, 1));
    }

    private static int tokens(JsonNode completion, int choice) {
        return gate.relay.source().countTokens("gpt-4o",
                completion.at("/choices/" + choice + "/message/content").asText());
    }

    @Test
    void theDetailsOfTheUsageAreThere() throws Exception {
        var usage = json(gate.post(body(""))).path("usage");
        assertThat(usage.at("/prompt_tokens_details/cached_tokens").isInt()).isTrue();
        assertThat(usage.at("/completion_tokens_details/reasoning_tokens").isInt()).isTrue();
    }

    @Test
    void aFunctionOfTheOldWayIsCalledInTheOldWay() throws Exception {
        var choice = json(gate.post(body(FUNCTIONS))).at("/choices/0");
        assertThat(choice.path("finish_reason").asText()).isEqualTo("function_call");
        var call = choice.at("/message/function_call");
        assertThat(call.path("name").asText()).isEqualTo("get_claim");
        assertThat(read(call.path("arguments").asText()).has("id")).isTrue();
        assertThat(choice.path("message").has("tool_calls")).isFalse();

        var name = "";
        var arguments = new StringBuilder();
        var finishes = new HashSet<String>();
        for (var event : events(gate.post(body(",\"stream\":true" + FUNCTIONS)).body())) {
            var delta = read(event).at("/choices/0/delta/function_call");
            name += delta.path("name").asText();
            arguments.append(delta.path("arguments").asText());
            finishes.add(read(event).at("/choices/0/finish_reason").asText(""));
        }
        assertThat(name).isEqualTo("get_claim");
        assertThat(arguments.toString()).isEqualTo(call.path("arguments").asText());
        assertThat(finishes).isSubsetOf(Set.of("", "null", "function_call")).contains("function_call");
    }

    @Test
    void whatAFunctionAnsweredIsUsed() throws Exception {
        var asked = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\","
                + "\"content\":null,\"function_call\":{\"name\":\"get_claim\",\"arguments\":\"{}\"}},"
                + "{\"role\":\"function\",\"name\":\"get_claim\",\"content\":\"it is paid\"}],\"functions\":["
                + FUNCTION + "]}";
        var choice = json(gate.post(asked)).at("/choices/0");
        assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
        assertThat(choice.at("/message/content").asText()).contains("it is paid");
    }
}
