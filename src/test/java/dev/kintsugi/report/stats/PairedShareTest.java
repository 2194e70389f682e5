package dev.kintsugi.report.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairedShareTest {
    /// By hand, with 3 and 11 of 52 in place of 2 and 10 of 50: 8/52 = 0.1538, reach 1.96 * sqrt((0.2692 - 0.0237) / 52).
    @Test
    void theIntervalIsThatOfBonettAndPrice() {
        var share = new PairedShare(2, 10, 50);
        assertThat(share.value()).isEqualTo(0.16);
        assertThat(share.low()).isCloseTo(0.0192, within(0.0005));
        assertThat(share.high()).isCloseTo(0.2885, within(0.0005));
    }

    @Test
    void itHoldsItsValueAndNeverShutsNorLeavesTheScale() {
        for (int pairs = 1; pairs < 60; pairs++) {
            for (int second = 0; second <= pairs; second++) {
                var share = new PairedShare((pairs - second) / 2, second, pairs);
                assertThat(share.value()).isBetween(share.low(), share.high());
                assertThat(share.high()).isGreaterThan(share.low()).isLessThanOrEqualTo(1);
                assertThat(share.low()).isGreaterThanOrEqualTo(-1);
            }
        }
    }

    @Test
    void withoutCasesNothingIsKnown() {
        var share = new PairedShare(0, 0, 0);
        assertThat(share.value()).isZero();
        assertThat(share.low()).isEqualTo(-1);
        assertThat(share.high()).isEqualTo(1);
    }

    @Test
    void moreCannotDifferThanThereAre() {
        assertThatThrownBy(() -> new PairedShare(2, 2, 3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 cases");
    }
}
