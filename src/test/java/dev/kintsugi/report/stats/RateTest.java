package dev.kintsugi.report.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RateTest {
    private static final Offset<Double> PLACES = within(0.00005);

    @Test
    void noneOfTenIsNotZeroForSure() {
        assertThat(Rate.of(0, 10).low()).isEqualTo(0, PLACES);
        assertThat(Rate.of(0, 10).high()).isEqualTo(0.2775, PLACES);
    }

    @Test
    void allOfTenIsNotCertain() {
        assertThat(Rate.of(10, 10).low()).isEqualTo(0.7225, PLACES);
        assertThat(Rate.of(10, 10).high()).isEqualTo(1, PLACES);
    }

    /// Wilson 1927, written out.
    @Test
    void theIntervalIsWilsonsForEveryRate() {
        var z2 = 1.959963984540054 * 1.959963984540054;
        for (int n : new int[]{1, 2, 5, 7, 30, 120, 1920}) {
            for (int k = 0; k <= n; k++) {
                var p = k / (double) n;
                var middle = (p + z2 / (2 * n)) / (1 + z2 / n);
                var half = Math.sqrt(z2 * (p * (1 - p) / n + z2 / (4.0 * n * n))) / (1 + z2 / n);
                assertThat(Rate.of(k, n).low()).as(k + "/" + n).isCloseTo(middle - half, within(1e-9));
                assertThat(Rate.of(k, n).high()).as(k + "/" + n).isCloseTo(middle + half, within(1e-9));
            }
        }
    }

    @Test
    void twentyOneOfFiftyHasTheTextbookInterval() {
        assertThat(Rate.of(21, 50).low()).isEqualTo(0.2938, PLACES);
        assertThat(Rate.of(21, 50).high()).isEqualTo(0.5577, PLACES);
    }

    @Test
    void noDataIsNoDataAndNeitherNoneNorAll() { assertThat(Rate.of(0, 0).value()).isEmpty(); }

    @Test
    void moreThanAllIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.of(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.of(-1, 1));
    }
}
