package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static dev.kintsugi.gateway.openai.Gate.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.agent.forward.UpstreamChat;
import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.agent.provider.Secret;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.lab.relay.RelaySettings;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A provider that is asked for several choices: what is done to the first leaves the further ones as they came.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ProviderChoicesTest {
    private static final String STREAM = ",\"n\":3,\"stream\":true,\"stream_options\":{\"include_usage\":true}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Gate provider;
    private UpstreamChat way;
    private Gate gate;

    @BeforeEach
    void open() {
        provider = new Gate(RelaySettings.DEFAULTS);
        way = new UpstreamChat(ProviderSettings.at(provider.base(), Secret.NONE, "gpt-4o"));
        gate = new Gate(RelaySettings.DEFAULTS, way);
    }

    @AfterEach
    void close() {
        gate.close();
        way.close();
        provider.close();
    }

    private static List<JsonNode> chunks(HttpResponse<String> streamed) throws Exception {
        var all = new ArrayList<JsonNode>();
        for (var event : Gate.events(streamed.body())) {
            if (event.startsWith("{")) {
                all.add(JSON.readTree(event));
            }
        }
        return all;
    }

    /// What each choice says, and at its end why it ended.
    private static Map<Integer, String> said(HttpResponse<String> streamed) throws Exception {
        var all = new TreeMap<Integer, String>();
        for (var chunk : chunks(streamed)) {
            for (var choice : chunk.path("choices")) {
                all.merge(choice.path("index").asInt(), choice.at("/delta/content").asText("")
                        + (choice.hasNonNull("finish_reason") ? "|" + choice.path("finish_reason").asText() : ""),
                        String::concat);
            }
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"hallucination", "lying_stop"})
    void aStreamKeepsThem(String fault) throws Exception {
        var came = said(gate.post(body(STREAM)));
        var touched = gate.post(body(STREAM), "X-Lab-Fault", fault);
        assertThat(came).hasSize(3);
        assertThat(said(touched)).hasSize(3).containsEntry(1, came.get(1)).containsEntry(2, came.get(2));
        assertThat(said(touched).get(0)).isNotEqualTo(came.get(0)).endsWith("|stop");
        assertThat(touched.body()).endsWith("data: [DONE]\n\n");
        assertThat(chunks(touched)).extracting(c -> c.path("id")).containsOnly(chunks(touched).getFirst().path("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hallucination", "lying_stop"})
    void theirTokensAreCounted(String fault) throws Exception {
        var streamed = gate.post(body(STREAM), "X-Lab-Fault", fault);
        var sum = said(streamed).values().stream().mapToInt(s -> tokens(s.substring(0, s.indexOf('|')))).sum();
        assertThat(chunks(streamed).getLast().at("/usage/completion_tokens").asInt()).isEqualTo(sum);
        var whole = json(gate.post(body(",\"n\":2"), "X-Lab-Fault", fault));
        assertThat(whole.at("/usage/completion_tokens").asInt())
                .isEqualTo(tokens(whole.at("/choices/0/message/content").asText())
                        + tokens(whole.at("/choices/1/message/content").asText()));
    }

    private int tokens(String text) { return gate.relay.source().countTokens("gpt-4o", text); }

    /// What the caller took for the answer is the first choice.
    @Test
    void ofAStreamThatIsCutTheWordsOfTheFirstAreTold() throws Exception {
        var first = said(gate.post(body(STREAM))).get(0).replace("|stop", "");
        assertThat(gate.raw(body(STREAM), "X-Lab-Session", "s", "X-Lab-Fault", "cut_stream(after=90)"))
                .contains("\"index\":1");
        assertThat(gate.turns("s").getFirst().entries()).extracting(Entry::event)
                .filteredOn(LabEvent.CallAnswered.class::isInstance).singleElement()
                .satisfies(e -> assertThat(((LabEvent.CallAnswered) e).sent().value()).isEqualTo(first));
    }
}
