package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.store.FaultRow;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.store.H2Journal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultRowsTest {
    private static final FaultSettings START = FaultSettings.defaults();

    private static FaultSettings with(FailureMode mode, boolean on, int ppm) {
        return START.withMode(mode, START.mode(mode).withOn(on).withProbability(new Probability(ppm)));
    }

    @Test
    void theSeededRowsSayWhatTheDefaultsSay() {
        try (var journal = H2Journal.inMemory()) {
            assertThat(FaultRows.over(START, journal.faults())).isEqualTo(START);
            assertThat(FaultRows.changed(journal.faults(), START)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(FailureMode.class)
    void whatIsWrittenIsReadAgain(FailureMode mode) {
        try (var journal = H2Journal.inMemory()) {
            var wanted = with(mode, mode == FailureMode.STUCK_PATTERN, 1);
            var rows = FaultRows.changed(journal.faults(), wanted);
            assertThat(rows).singleElement().extracting(FaultRow::name).isEqualTo(FaultRows.name(mode));
            rows.forEach(journal::save);
            assertThat(FaultRows.over(START, journal.faults())).isEqualTo(wanted);
            assertThat(FaultRows.changed(journal.faults(), wanted)).isEmpty();
        }
    }

    @Test
    void otherKeysStayAsTheyAre() {
        var row = new FaultRow("api_timeout", "mine", "integration", "{\"services\":[\"model\"],\"own\":{\"a\":1}}",
                true);
        var changed = FaultRows.changed(List.of(row), with(FailureMode.API_TIMEOUT, false, 250_000)).getFirst();
        assertThat(changed.config()).isEqualTo("{\"services\":[\"model\"],\"own\":{\"a\":1},\"probability\":0.25}");
        assertThat(changed.description()).isEqualTo("mine");
        assertThat(changed.enabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"probability\":\"0.5\"}", "{\"probability\":1.5}", "{\"probability\":-1}", "[]",
            "nonsense", "{\"probability\":null}"})
    void aRowWithoutASoundChanceSaysNothing(String config) {
        var row = new FaultRow("off_topic", "", "output_quality", config, false);
        assertThat(FaultRows.over(START, List.of(row))).isEqualTo(START);
    }
}
