package dev.kintsugi.report.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class McNemarTest {
    @Test
    void itIsTheSignTestOnTheCasesThatDisagree() {
        assertThat(new McNemar(5, 0).p()).isEqualTo(2 / 32.0, within(1e-12));
        assertThat(new McNemar(1, 9).p()).isEqualTo(22 / 1024.0, within(1e-12));
        assertThat(new McNemar(9, 1).p()).isEqualTo(new McNemar(1, 9).p());
    }

    @Test
    void whereNothingDisagreesNothingIsShown() {
        assertThat(new McNemar(0, 0).p()).isEqualTo(1);
        assertThat(new McNemar(4, 4).p()).isEqualTo(1);
        assertThatThrownBy(() -> new McNemar(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
