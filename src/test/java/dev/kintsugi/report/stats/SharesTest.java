package dev.kintsugi.report.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"12; 40; 12 of 40 (30 %, 18 to 45)", "9; 13; 9 of 13 (69 %, 42 to 87)",
            "263; 400; 263 of 400 (65.8 %, 61.0 to 70.2)", "0; 6; 0 of 6 (0 %, 0 to 39)",
            "6; 6; 6 of 6 (100 %, 61 to 100)",
            "1; 5000; 1 of 5000 (0.0 %, 0.0 to 0.1)", "0; 400; 0 of 400 (0 %, 0 to 1.0)", "0; 0; no data"})
    void aRateIsToldWithItsCountsAndItsInterval(int k, int n, String words) {
        assertThat(Shares.typed(Shares.rate(Rate.of(k, n)))).isEqualTo(words);
    }

    @Test
    void noLineEndsBetweenANumberAndItsPercentSign() {
        assertThat(Shares.rate(Rate.of(12, 40))).contains("30\u00a0%").doesNotContain(" %");
        assertThat(Shares.percent(Rate.of(12, 40))).isEqualTo("30\u00a0%");
        assertThat(Shares.share(Rate.of(12, 40))).isEqualTo("30\u00a0%, 18 to 45");
        assertThat(Shares.whole(0.296)).isEqualTo("30\u00a0%");
    }

    @Test
    void belowAPercentageStandsWhatItIsOf() {
        assertThat(Shares.below(Rate.of(12, 40))).isEqualTo("12 of 40 (18 to 45)");
        assertThat(Shares.below(Rate.of(0, 0))).isEmpty();
        assertThat(Shares.percent(Rate.of(0, 0))).isEqualTo("no data");
    }
}
