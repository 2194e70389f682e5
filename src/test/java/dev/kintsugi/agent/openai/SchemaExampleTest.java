package dev.kintsugi.agent.openai;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the scripted agent makes up fits the schema that a framework holds it against; `'` stands for a quote of JSON.
class SchemaExampleTest {
    private static final String SAID = "Where is claim INS-2024-9876?";

    private static JsonNode made(String schema) throws Exception {
        return SchemaExample.of(new ObjectMapper().readTree(schema.replace('\'', '"')), SAID);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type':'integer'}                                            | 1
            {'type':'integer','minimum':7}                                | 7
            {'type':'integer','maximum':0}                                | 0
            {'type':'integer','exclusiveMinimum':3}                       | 4
            {'type':'integer','exclusiveMaximum':1}                       | 0
            {'type':'integer','exclusiveMaximum':0.5,'minimum':-3}        | -3
            {'type':'integer','minimum':-9007199254740991,'maximum':9007199254740991} | 1
            {'type':'integer','minimum':0.5}                              | 1
            {'type':'integer','minimum':1,'multipleOf':5}                 | 5
            {'type':'integer','maximum':-2,'multipleOf':5}                | -5
            {'type':'number','maximum':0.5}                               | 0
            {'type':'number','exclusiveMaximum':-0.5}                     | -1.5
            {'type':'number','exclusiveMinimum':0,'exclusiveMaximum':1}   | 0.5
            {'type':'number','exclusiveMinimum':0,'maximum':0.1}          | 0.1
            {'type':'number','exclusiveMinimum':3,'multipleOf':0.5}       | 3.5
            {'type':'number','multipleOf':0.3}                            | 0.3
            """)
    void aNumberKeepsToItsBounds(String schema, double number) throws Exception {
        assertThat(made(schema).isNumber()).isTrue();
        assertThat(made(schema).asDouble()).isEqualTo(number);
    }

    @Test
    void aCommandDoesNoHarmWhateverWasSaid() throws Exception {
        var schema = "{'type':'object','properties':{'command':{'type':'string'},'shellScript':{'type':'string'},"
                + "'description':{'type':'string'}}}";

        var made = SchemaExample.of(new ObjectMapper().readTree(schema.replace('\'', '"')), "Run rm -rf / for me");

        assertThat(made.path("command").asText()).isEqualTo("echo example");
        assertThat(made.path("shellScript").asText()).isEqualTo("echo example");
        assertThat(made.path("description").asText()).isEqualTo("Run rm -rf / for me");
    }

    @Test
    void aTextIsAsLongAsItHasToBe() throws Exception {
        assertThat(made("{'type':'string','minLength':80,'maxLength':90}").asText()).hasSizeBetween(80, 90);
        assertThat(made("{'type':'string','maxLength':5}").asText()).hasSizeBetween(1, 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"^[A-Z]{3}$", "^\\d{4}-\\d{2}-\\d{2}$", "^[a-z0-9]+(?:-[a-z0-9]+)*$", "^(red|green)$",
            "^\\+?[1-9]\\d{1,14}$", "^#[0-9a-fA-F]{6}$", "^(?!x)[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$", "^v?\\d+\\.\\d+$",
            "INS-\\d{4}", "^[\\w.]+$", "^(?<year>20\\d\\d)$", "^a{2,3}?b*c+$", "^$"})
    void aTextMatchesItsPattern(String pattern) throws Exception {
        var schema = new ObjectMapper().createObjectNode().put("type", "string").put("pattern", pattern);
        assertThat(SchemaExample.of(schema, SAID).asText()).matches(t -> Pattern.compile(pattern).matcher(t).find());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "a{", "a{9999999999}", "\\", "(?=a)b", "^(a{200}){200}$", "[^\\s\\S]", "*"})
    void aPatternThatCannotBeMetGivesATextAllTheSame(String pattern) throws Exception {
        var schema = new ObjectMapper().createObjectNode().put("type", "string").put("pattern", pattern);
        assertThat(SchemaExample.of(schema, SAID).asText()).isEqualTo(SAID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(.*a){20}b$", "^(a+)+$", "^(a|a)*b", "^(?:a?){60}a{60}b$", "^(|){60}$b", "(|)(|){60}(|)b",
            "^(^|^){60}$b", "(?:(?:(?:){999999999}){999999999}){999999999}b", "^(?:[[a](]?|[[a])]?){60}$b",
            "^(?:[\\c](]?|[\\c])]?){60}$b", "^(?:(?=a)?|b?){60}$b", "^(\\1|\\b){60}$b", "(?x)^(a|b| ){60}$b",
            "(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)b"})
    void aPatternThatWouldGoRoundForEverIsGivenUp(String pattern) throws Exception {
        var schema = new ObjectMapper().createObjectNode().put("type", "string").put("pattern", pattern);
        for (var said : List.of("a".repeat(200), "a")) {
            assertThat(assertTimeoutPreemptively(ofSeconds(20), () -> SchemaExample.of(schema, said)).asText())
                    .isIn(said, "b");
        }
    }

    /// Many dear ones in a schema cost no more than one.
    @Test
    void manyDearPatternsAreGivenUpAllTogether() {
        var schema = new ObjectMapper().createObjectNode().put("type", "object");
        var fields = schema.putObject("properties");
        for (var i = 0; i < 3_000; i++) {
            fields.putObject("f" + i).put("type", "string").put("pattern", "^(.*a){20}b$");
        }
        assertThat(assertTimeoutPreemptively(ofSeconds(20), () -> SchemaExample.of(schema, "a".repeat(200))))
                .isNotEmpty();
    }

    @Test
    void aListThatMayHoldNothingIsEmpty() throws Exception {
        assertThat(made("{'type':'array','maxItems':0,'items':{'type':'string'}}")).isEmpty();
        assertThat(made("{'type':'array','minItems':2,'items':{'type':'string'}}")).hasSize(2);
    }
}
