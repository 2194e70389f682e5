package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static dev.kintsugi.gateway.openai.Gate.json;
import static dev.kintsugi.gateway.openai.Gate.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Replies that have to be JSON of a shape, however a program asks for it.
class ShapedRepliesTest extends GateCase {
    @Test
    void aResponseFormatGivesJsonThatFits() throws Exception {
        var format = ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":"
                + "{\"type\":\"object\",\"properties\":{\"answer\":{\"type\":\"string\"},\"kind\":{\"enum\":[\"x\"]}}}}}";
        var text = json(gate.post(body(format))).path("choices").path(0).path("message").path("content").asText();
        var made = new ObjectMapper().readTree(text);
        assertThat(made.path("kind").asText()).isEqualTo("x");
        assertThat(made.path("answer").asText()).contains("INS-2024-9876");
    }

    /// As frameworks ask a provider of which they do not know whether it takes schemas.
    @Test
    void aSchemaInThePromptGivesJsonThatFitsToo() throws Exception {
        var schema = "{\"$schema\":\"x\",\"type\":\"object\",\"properties\":{\"claim_id\":{\"type\":\"string\"},"
                + "\"amount\":{\"type\":\"number\"}},\"required\":[\"claim_id\"]}";
        var system = new ObjectMapper().writeValueAsString("Use {braces}. JSON schema:\n" + schema + "\nAnswer so.");
        var text = json(gate.post("{\"model\":\"m\",\"response_format\":{\"type\":\"json_object\"},\"messages\":["
                + "{\"role\":\"system\",\"content\":" + system + "},{\"role\":\"user\",\"content\":\""
                + Gate.QUESTION + "\"}]}")).at("/choices/0/message/content").asText();
        assertThat(text).isEqualTo("{\"claim_id\":\"INS-2024-9876\",\"amount\":1.0}");
    }

    /// As frameworks ask a model that has no format of answers.
    @Test
    void aPromptAloneMayAskForJson() throws Exception {
        var system = new ObjectMapper().writeValueAsString("Always respond with JSON that fits this schema: "
                + "{\"type\":\"object\",\"properties\":{\"claim_id\":{\"type\":\"string\"}}}");
        var text = json(gate.post("{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":" + system
                + "},{\"role\":\"user\",\"content\":\"" + Gate.QUESTION + "\"}]}"))
                .at("/choices/0/message/content").asText();
        assertThat(text).isEqualTo("{\"claim_id\":\"INS-2024-9876\"}");
    }

    /// As frameworks ask that were written for servers other than OpenAI's.
    @Test
    void aSchemaBesideJsonObjectGivesJsonThatFitsToo() throws Exception {
        var format = ",\"response_format\":{\"type\":\"json_object\",\"schema\":{\"type\":\"object\",\"properties\":"
                + "{\"claim_id\":{\"type\":\"string\"},\"amount\":{\"type\":\"number\"}}}}";
        var asked = body(format).replace(Gate.QUESTION, Gate.QUESTION + " As json.");
        assertThat(json(gate.post(asked)).at("/choices/0/message/content").asText())
                .isEqualTo("{\"claim_id\":\"INS-2024-9876\",\"amount\":1.0}");
    }

    /// A list of lists of lists, ten deep, and a schema that refers to itself ten times: each once filled the memory.
    @Test
    void aSchemaWithoutEndGetsAnAnswerOfSomeKilobytes() throws Exception {
        var lists = "{\"type\":\"array\",\"minItems\":20,\"items\":".repeat(10) + "{\"type\":\"string\"}"
                + "}".repeat(10);
        var self = IntStream.range(0, 10).mapToObj(i -> "\"f" + i + "\":{\"$ref\":\"#/$defs/n\"}")
                .collect(Collectors.joining(",", "{\"type\":\"object\",\"properties\":{", "}}"));
        for (var schema : List.of("{\"type\":\"object\",\"properties\":{\"a\":" + lists + "}}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/n\"}},\"$defs\":{\"n\":" + self
                        + "}}")) {
            var reply = gate.post(body(",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":"
                    + "\"a\",\"schema\":" + schema + "}}"));
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.body()).hasSizeBetween(1_000, 200_000);
        }
    }
}
