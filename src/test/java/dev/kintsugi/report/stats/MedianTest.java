package dev.kintsugi.report.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {
    @Test
    void itIsTheMiddleOneOrTheMeanOfTheMiddleTwo() {
        assertThat(Median.of(List.of())).isEmpty();
        assertThat(Median.of(List.of(9L, 1L, 4L))).hasValue(4);
        assertThat(Median.of(List.of(23_600L, 4_700L))).hasValue(14_150);
    }
}
