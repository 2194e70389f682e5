package dev.kintsugi.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.model.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Prompts in the manner of frameworks that ask for JSON in words.
class PromptSchemaTest {
    private static final String SCHEMA = "{\"properties\":{\"city\":{\"type\":\"string\"}},\"type\":\"object\"}";

    @ParameterizedTest
    @ValueSource(strings = {"Always respond with JSON that is compatible with this schema:\n",
            "Understand the text and provide the objects in json that match the following json_schema:\n",
            "The output should be JSON that conforms to the schema. For {\"properties\":{\"foo\":{\"type\":\"array\"}}}"
                    + " the object {\"foo\":[]} is good, {\"properties\":{\"foo\":[]}} is not.\nHere it is:\n```\n"})
    void theWordsBeforeASchemaSayThatTheAnswerMustFitIt(String words) {
        var asked = List.of(Message.system(words + SCHEMA + "\n```"), Message.user("Weather in Rome"));
        assertThat(PromptSchema.wantedIn(asked)).hasValueSatisfying(s -> assertThat(s).hasToString(SCHEMA));
        assertThat(PromptSchema.in(asked)).hasValueSatisfying(s -> assertThat(s).hasToString(SCHEMA));
    }

    @Test
    void theSchemaOfAToolIsNone() {
        var tools = "Respond in English. The tools, as JSON with a schema each: {\"name\":\"weather\",\"parameters\":"
                + SCHEMA + "}";
        assertThat(PromptSchema.wantedIn(List.of(Message.system(tools), Message.user("Hello")))).isEmpty();
        assertThat(PromptSchema.wantedIn(List.of(Message.user("What does this mean? " + SCHEMA)))).isEmpty();
        assertThat(PromptSchema.wantedIn(List.of(Message.user("Hello"),
                Message.assistant("I answer with JSON of the schema " + SCHEMA), Message.user("Good.")))).isEmpty();
    }
}
