package dev.kintsugi.agent.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordCountsTest {
    private static final String[] BITS = {"claim", "I", "don't", "we'LL", "INS-2024-9876", "$1,250.50", " ", "  ", "\n",
            "\t", "\r\n", " \n ", ".", "?!", "...", "été", "保険", " 保険", "🙂", "\u00a0", "\u2003", "'s", "'S", "x", " a",
            " B", "1", "1234567", "/", "//\n", "<|endoftext|>", "é", "_", "{\"a\": 1}", "Überweisung", "paid", " the"};

    @ParameterizedTest
    @EnumSource(EncodingType.class)
    void wordByWordIsWhatTheWholeTextCounts(EncodingType type) {
        var encoding = Encodings.newLazyEncodingRegistry().getEncoding(type);
        var counts = new WordCounts(encoding::countTokensOrdinary);
        var chance = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            var text = text(chance);
            assertThat(counts.count(text)).as(text).isEqualTo(encoding.countTokensOrdinary(text));
        }
    }

    private static String text(Random chance) {
        var text = new StringBuilder();
        for (int bits = chance.nextInt(30); bits > 0; bits--) {
            text.append(BITS[chance.nextInt(BITS.length)]).append(chance.nextBoolean() ? " " : "");
        }
        return text.toString();
    }
}
