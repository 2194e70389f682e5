package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.lab.relay.RelaySettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `'` stands for a quote of JSON.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EmbeddingsTest {
    private static Gate gate;

    @BeforeAll
    static void open() { gate = new Gate(RelaySettings.DEFAULTS); }

    @AfterAll
    static void close() { gate.close(); }

    private static JsonNode asked(String body) throws Exception {
        var answer = gate.at(gate.base() + "/embeddings", body.replace('\'', '"'));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        return json(answer);
    }

    @Test
    void eachTextHasAVectorInItsPlace() throws Exception {
        var told = asked("{'model':'text-embedding-3-small','input':['a claim','a flight','claims']}");

        assertThat(told.path("object").asText()).isEqualTo("list");
        assertThat(told.path("model").asText()).isEqualTo("text-embedding-3-small");
        assertThat(told.path("data").valueStream()).extracting(one -> one.path("index").asInt())
                .containsExactly(0, 1, 2);
        assertThat(told.path("data").valueStream()).allSatisfy(one -> {
            assertThat(one.path("object").asText()).isEqualTo("embedding");
            assertThat(one.path("embedding")).hasSize(1536);
        });
        assertThat(told.at("/data/0/embedding")).isEqualTo(told.at("/data/2/embedding"));
        assertThat(told.at("/usage/prompt_tokens").asInt()).isEqualTo(5).isEqualTo(
                told.at("/usage/total_tokens").asInt());
    }

    @Test
    void aLargeModelHasLongerVectorsAndACallerMayWantShortOnes() throws Exception {
        assertThat(asked("{'model':'text-embedding-3-large','input':'claim'}").at("/data/0/embedding")).hasSize(3072);
        assertThat(asked("{'model':'m','input':'claim','dimensions':256}").at("/data/0/embedding")).hasSize(256);
    }

    @Test
    void packedVectorsAreTheSameNumbers() throws Exception {
        var plain = asked("{'model':'m','input':'claim','dimensions':4}").at("/data/0/embedding");
        var packed = asked("{'model':'m','input':'claim','dimensions':4,'encoding_format':'base64'}")
                .at("/data/0/embedding").asText();

        var numbers = ByteBuffer.wrap(Base64.getDecoder().decode(packed)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(plain).hasSize(4);
        plain.forEach(number -> assertThat(numbers.getFloat()).isCloseTo(number.floatValue(), within(1e-9f)));
        assertThat(numbers.hasRemaining()).isFalse();
    }

    /// LangChain counts tokens itself, and sends them.
    @Test
    void tokensStandForTheirText() throws Exception {
        var text = asked("{'model':'m','input':'tiktoken is great!'}").at("/data/0/embedding");

        assertThat(asked("{'model':'m','input':[83,1609,5963,374,2294,0]}").at("/data/0/embedding")).isEqualTo(text);
        var several = asked("{'model':'m','input':[[83,1609,5963,374,2294,0],[83]]}");
        assertThat(several.at("/data/0/embedding")).isEqualTo(text);
        assertThat(several.path("data")).hasSize(2);
    }

    @Test
    void nothingOfItIsRecordedOrFailed() throws Exception {
        gate.plan("service_unavailable(cure=persistent) always");
        try {
            asked("{'model':'m','input':'claim'}");
        } finally {
            gate.plan();
        }
        assertThat(gate.lab.sessions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'input':'x'}                                    |                 | you must provide a model
            {'model':'m'}                                    | input           | Missing required parameter
            {'model':'m','input':7}                          | input           | a string or an array
            {'model':'m','input':''}                         | input           | cannot be an empty string
            {'model':'m','input':['x','']}                   | input           | 'input[1]'
            {'model':'m','input':[]}                         | input           | empty array
            {'model':'m','input':[[]]}                       | input[0]        | empty array
            {'model':'m','input':['x',7]}                    | input[1]        | but got an integer
            {'model':'m','input':[7,'x']}                    | input[1]        | but got a string
            {'model':'m','input':[7,1.5]}                    | input[1]        | but got a decimal
            {'model':'m','input':[7,99999999999]}            | input           | is no token of
            {'model':'m','input':[7,999999]}                 | input           | no token of cl100k_base
            {'model':'m','input':'x','dimensions':0}         | dimensions      | below minimum
            {'model':'m','input':'x','dimensions':2000}      | dimensions      | above maximum
            {'model':'m','input':'x','encoding_format':'x'}  | encoding_format | 'float', 'base64'
            {'model':'m','input':'x','encoding_format':7}    | encoding_format | expected a string
            {'model':'m','input':'x'                         |                 | could not parse
            """)
    void whatMakesNoSenseIsRefusedWithAReason(String body, String param, String why) throws Exception {
        refused(body.replace('\'', '"'), param, why);
    }

    @Test
    void whatIsTooMuchIsRefusedWithAReason() throws Exception {
        refused("{\"model\":\"m\",\"input\":\"" + "claim ".repeat(8193) + "\"}", "input",
                "maximum input length is 8192 tokens, but input 1 of 1 has 819");
        refused("{\"model\":\"m\",\"input\":[" + String.join(",", Collections.nCopies(2049, "\"x\"")) + "]}", "input",
                "maximum length 2048");
    }

    private static void refused(String body, String param, String why) throws Exception {
        var answer = gate.at(gate.base() + "/embeddings", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).at("/error/message").asText()).contains(why);
        assertThat(json(answer).at("/error/param").asText(null)).isEqualTo(param);
    }
}
