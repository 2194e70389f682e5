package dev.kintsugi.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.lab.LabSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChaosPlanTest {
    private static FaultSettings read(String yaml) {
        return ChaosPlan.read("plan.yaml", yaml).over(FaultSettings.defaults());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mild", "wild"})
    void thePresetsTurnChaosOn(String name) {
        var settings = ChaosPlan.named(name).over(FaultSettings.defaults());
        assertThat(settings.chaos()).isTrue();
        assertThat(settings.law()).isEqualTo(Law.WEIGHTED);
    }

    @Test
    void whatIsNamedIsChangedAndTheRestStays() {
        var settings = read("chaos: true\ncooldown: 5\nmodes:\n  stuck_pattern: 0.5\n  off_topic: false\n"
                + "  api_timeout: {probability: 0.25, parameters: {delay_range: [1, 2]}}\n");
        assertThat(settings.cooldown()).hasSeconds(5);
        assertThat(settings.mode(FailureMode.STUCK_PATTERN).on()).isTrue();
        assertThat(settings.mode(FailureMode.STUCK_PATTERN).probability()).isEqualTo(new Probability(500_000));
        assertThat(settings.mode(FailureMode.OFF_TOPIC).on()).isFalse();
        assertThat(settings.parameter(FailureMode.API_TIMEOUT, "delay_range")).isEqualTo("1-2");
        assertThat(settings.mode(FailureMode.HALLUCINATION)).isEqualTo(
                FaultSettings.defaults().mode(FailureMode.HALLUCINATION));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"colour: red | colour", "law: often | law", "modes: {gremlins: 1} | gremlins",
            "modes: {hallucination: 2} | 1", "cooldown: -1 | 0", "modes: &a {} | anchor", "chaos: [true] | chaos"})
    void nonsenseIsRefusedWithItsPlace(String yaml, String named) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(Problem.class).hasMessageContaining(named);
    }

    @Test
    void whatMakesNoSenseInTheLabNamesItsFile(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("mine.yaml"), "modes: {gremlins: 0.1}");
        assertThatThrownBy(() -> ChaosPlan.named(file.toString()).over(LabSettings.defaults()))
                .isInstanceOf(Problem.class).hasMessageContaining("mine.yaml").hasMessageContaining("gremlins");
    }

    @Test
    void aFileThatIsNoneOrTooLargeIsTold(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> ChaosPlan.named("nowhere.yaml")).hasMessageContaining("mild, wild");
        var large = Files.writeString(folder.resolve("large.yaml"), "#".repeat(70_000));
        assertThatThrownBy(() -> ChaosPlan.named(large.toString())).hasMessageContaining("64 kB");
        assertThatThrownBy(() -> ChaosPlan.named(folder.toString())).hasMessageContaining("is not a file");
        var strange = Files.write(folder.resolve("utf16.yaml"), "chaos: true".getBytes(StandardCharsets.UTF_16));
        assertThatThrownBy(() -> ChaosPlan.named(strange.toString())).hasMessageContaining("UTF-8");
    }

    @Test
    void aByteOrderMarkIsNoPartOfAPlan(@TempDir Path folder) throws Exception {
        var marked = Files.writeString(folder.resolve("bom.yaml"), "\uFEFFchaos: true\r\nlaw: weighted\r\n");
        assertThat(ChaosPlan.named(marked.toString()).over(FaultSettings.defaults()).chaos()).isTrue();
    }
}
