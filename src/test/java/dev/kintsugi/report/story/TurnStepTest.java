package dev.kintsugi.report.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurnStepTest {
    private static String when(long ms) { return new TurnStep(ms, Mark.ACTION, "something", "", 1).when(); }

    @Test
    void whatCameMuchLaterIsNotToldToTheMillisecond() {
        assertThat(when(0)).isEqualTo("0 ms");
        assertThat(when(30_412)).isEqualTo("30412 ms");
        assertThat(when(1_260_812)).isEqualTo("21 min 0 s");
    }
}
