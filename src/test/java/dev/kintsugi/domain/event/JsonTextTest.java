package dev.kintsugi.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    @Test
    void everyCharacterAtEveryPlaceOfALongTextIsReadBackAsItWas() throws IOException {
        for (int length = 30; length < 50; length++) {
            for (int at = 0; at < length; at++) {
                for (char c = 0; c < 300; c++) {
                    var text = "~".repeat(at) + c + "!".repeat(length - at - 1);
                    assertThat(JACKSON.readValue(quoted(text), String.class)).isEqualTo(text);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 40, 100})
    void halfACharacterIsEscapedHoweverLongTheText(int before) {
        assertThat(quoted("a".repeat(before) + '\uD83D')).endsWith("a\\ud83d\"");
        assertThat(quoted("a".repeat(before) + "\uD83D\uDE00")).endsWith("a\uD83D\uDE00\"");
    }

    @Test
    void onlyWhatMustBeEscapedIs() {
        assertThat(quoted("/ \u007f é </script> say \"no\" to \\ and\ttabs\n")).isEqualTo(
                "\"/ \u007f é </script> say \\\"no\\\" to \\\\ and\\ttabs\\n\"");
    }

    private static String quoted(String text) {
        var out = new StringBuilder();
        JsonText.quote(text, out);
        return out.toString();
    }
}
