package dev.kintsugi.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParserWordsTest {
    private static final JsonMapper JSON = JsonMapper
            .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,", "{\"a\":", "{'a':1}", "{\"a\":1}x", "{\"a\":1}{}", "{\"a\":1,}", "/*x*/{}",
            "NaN",
            "{\"a\":\"\n\"}", "{\"a\":1,\"a\":2}", "tru", "\"open", "01", "{\"a\" 1}", "[1 2]", "]", "\u0000",
            "{\"a\":.5}",
            "\"\\x\"", "\"\\ud8\""})
    void whatIsWrongIsToldWithoutTheParsersInnerWords(String text) {
        var trouble = catchThrowableOfType(JsonProcessingException.class, () -> JSON.readTree(text));
        assertThat(ParserWords.of(trouble.getOriginalMessage())).isNotBlank()
                .doesNotContain("`", "REDACTED", "Source", "Feature", "CTRL", "java", "marker").doesNotEndWith(":")
                .matches(w -> w.chars().filter(c -> c == '(').count() == w.chars().filter(c -> c == ')').count(),
                        "as many brackets closed as opened");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"\"", "7"})
    void whatIsNoObjectIsToldAsSuch(String text) {
        var trouble = catchThrowableOfType(JsonProcessingException.class, () -> JSON.readValue(text, Map.class));
        assertThat(ParserWords.of(trouble.getOriginalMessage())).isEqualTo("it is no JSON object");
    }

    @Test
    void whatIsTooDeepIsToldWithHowDeepItMayBe() {
        var trouble = catchThrowableOfType(JsonProcessingException.class, () -> JSON.readTree("[".repeat(2000)));
        assertThat(ParserWords.of(trouble.getOriginalMessage())).isEqualTo("it is nested more than 1000 deep");
    }
}
