package dev.kintsugi.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TyposTest {
    private static final String TEXT = "Please tell me where my claim INS-2024-9876 stands today, thank you";

    private static String at(int epsilon) { return new Typos(42, epsilon).in(TEXT, 1, 1); }

    private static long changed(String text) {
        var before = TEXT.split(" ");
        var after = text.split(" ");
        return IntStream.range(0, before.length).filter(i -> !before[i].equals(after[i])).count();
    }

    @Test
    void noneLeavesTheTextAndAllMisspellsEveryLongWordButNoNumber() {
        assertThat(at(0)).isEqualTo(TEXT);
        assertThat(at(1_000_000)).contains(" INS-2024-9876 ").doesNotContain("Please", "today");
        assertThat(at(1_000_000).split(" ")).hasSameSizeAs(TEXT.split(" "));
    }

    @Test
    void whatIsMisspelledAtALowLevelIsSoAtEveryHigherOne() {
        var before = TEXT.split(" ");
        var low = at(300_000).split(" ");
        var high = at(700_000).split(" ");
        assertThat(changed(at(700_000))).isGreaterThan(changed(at(300_000)));
        IntStream.range(0, before.length).filter(i -> !low[i].equals(before[i]))
                .forEach(i -> assertThat(high[i]).isEqualTo(low[i]));
    }

    @Test
    void theSamePlaceHasTheSameTyposAndAnotherOneOthers() {
        assertThat(at(500_000)).isEqualTo(at(500_000));
        assertThat(new Typos(43, 1_000_000).in(TEXT, 1, 1)).isNotEqualTo(at(1_000_000));
    }
}
