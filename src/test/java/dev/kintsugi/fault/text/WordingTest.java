package dev.kintsugi.fault.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.chance.Draws;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    private static Dice dice(long seed) { return new Dice(new Draws(seed), 1, 1, "t."); }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"It cannot be undone.|It can be undone.",
            "You must report it soon.|You need not report it soon.",
            "The rental is covered.|The rental is not covered.",
            "We do not pay for this.|We do pay for this.", "You should wait.|You should not wait.",
            "It won't work.|It will work.", "This has been approved.|This has not been approved.",
            "Hello. Your cover includes rentals. Anything else?|Hello. Your cover leaves out rentals. Anything else?"})
    void theDecisiveSentenceIsReversed(String natural, String reversed) {
        assertThat(Reversal.last(natural, dice(1)).orElseThrow().text()).isEqualTo(reversed);
    }

    @Test
    void causeAndEffectChangePlaces() {
        var natural = "The claim takes longer because the photos are missing.";
        assertThat(LongStream.range(0, 20).mapToObj(s -> Reversal.last(natural, dice(s)).orElseThrow()
                .text())).contains("The photos are missing because the claim takes longer.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Shall I go on?|", "Yes|", "`it is covered`|"})
    void whatSaysNothingIsLeftAlone(String text, String nothing) {
        assertThat(Reversal.last(text, dice(1))).isEmpty();
        assertThat(nothing).isNull();
    }

    @Test
    void sumsAreAlwaysWrong() {
        for (long seed = 0; seed < 300; seed++) {
            var sentence = Arithmetic.wrong("The rental is $320, and the deductible is $1,200.50.", dice(seed));
            var numbers = Pattern.compile("\\$[\\d,.]*\\d").matcher(sentence).results().map(r -> r.group()).toList();
            assertThat(numbers).hasSize(3).startsWith("$320", "$1,200.50");
            assertThat(new BigDecimal(numbers.get(2).substring(1))).isGreaterThan(new BigDecimal("1520.50"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Paid on November 12, 2024.", "INS-2024-9876 and 5", "$5 and 6 euros", "none"})
    void datesNamesAndMixedCurrenciesAreNotAddedUp(String text) {
        assertThat(Arithmetic.wrong(text, dice(1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"One two three, four.|One two three,",
            "One, two three four. Five.|One, two three four.",
            "Hi.|Hi.", "On May 3, 2024 it came, late.|On May 3, 2024 it came,",
            "a b c d e f g h i j k l m n o p q r s t|a b c d e f g h i j k l m n o p q r –"})
    void theFirstClauseIsWhereAThoughtEnds(String text, String clause) {
        assertThat(Clauses.first(text)).isEqualTo(clause);
    }

    @Test
    void sentencesKeepTitlesTogetherAndLeaveListsOut() {
        var text = "Mr. Quill called. He waits.\n- one thing.\nDone!";
        assertThat(Sentences.of(text).stream().map(s -> s.of(text))).containsExactly("Mr. Quill called.", "He waits.",
                "Done!");
    }

    @Test
    void aSentenceIsAddedWithoutBreakingTheStructure() {
        assertThat(Sentences.append("Done.", "So there.")).isEqualTo("Done. So there.");
        assertThat(Sentences.append("- a\n- b\n", "So there.")).isEqualTo("- a\n- b\n\nSo there.");
        assertThat(Sentences.append("```\nx\n```", "So there.")).isEqualTo("```\nx\n```\n\nSo there.");
        assertThat(Sentences.append("", "So there.")).isEqualTo("So there.");
    }
}
