package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.agent.provider.ProviderPreset;
import dev.kintsugi.agent.provider.Secret;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.LabSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedSettingsTest {
    private static final LabSettings START = LabSettings.defaults();

    @TempDir
    Path folder;

    private LabSettings read() { return new SavedSettings(folder).change(START); }

    @Test
    void whatWasSavedComesBack() {
        var mode = FailureMode.API_TIMEOUT;
        var faults = START.faults().withMode(mode, START.faults().mode(mode).withOn(false)
                .withProbability(new Probability(123_456)).withParameter("delay_range", "1-2"));
        var now = START.withPolicy("standard").withSeed(9).withTimeScale(10).withFaults(faults)
                .withAgent(START.agent().withPack("support")
                        .withProvider(ProviderPreset.OLLAMA.settings(Secret.NONE)));
        new SavedSettings(folder).save(START, now);
        assertThat(read()).isEqualTo(now);
    }

    @Test
    void whatOnlyTheEnvironmentSaidStaysThere() throws IOException {
        var started = START.withPolicy("standard").withFaults(START.faults().withChaos(true));
        new SavedSettings(folder).save(started, started.withSeed(9));
        assertThat(read()).isEqualTo(START.withSeed(9));
        assertThat(Files.readString(folder.resolve("settings.json"))).doesNotContain("standard");
    }

    @Test
    void whatWasSavedBeforeStays() {
        new SavedSettings(folder).save(START, START.withSeed(9));
        new SavedSettings(folder).save(START, START.withPolicy("standard"));
        assertThat(read()).isEqualTo(START.withSeed(9).withPolicy("standard"));
    }

    @Test
    void aKeyIsNeverWritten() throws IOException {
        var secret = Secret.of("sk-never-on-disk");
        new SavedSettings(folder).save(START,
                START.withAgent(START.agent().withProvider(ProviderPreset.OPENAI.settings(secret))));
        assertThat(Files.readString(folder.resolve("settings.json"))).contains("api.openai.com")
                .doesNotContain("never-on-disk");
    }

    @Test
    void theFileIsReplacedWholeAndNothingElseIsLeft() throws IOException {
        new SavedSettings(folder).save(START, START.withSeed(1));
        new SavedSettings(folder).save(START, START.withSeed(2));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("settings.json"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"polizy\": \"none\"}", "{\"seed\": \"many\"}",
            "{\"faults\": {\"fault.nonsense\": \"on\"}}", "{\"faults\": {\"chaos\": \"perhaps\"}}",
            "{\"provider\": {\"baseUrl\": \"ftp://x\", \"model\": \"m\", \"fallbackModels\": [], \"encoding\": \"\", \"contextWindow\": 0}}"})
    void aFileThatCannotBeUsedIsToldWithoutATrace(String content) throws IOException {
        Files.writeString(folder.resolve("settings.json"), content);
        assertThatThrownBy(this::read).isInstanceOf(Problem.class);
    }

    @Test
    void aFolderThatIsGoneIsTold() {
        assertThatThrownBy(() -> new SavedSettings(folder.resolve("gone")).save(START, START.withSeed(1)))
                .isInstanceOf(Problem.class).hasMessageContaining("could not be saved");
    }
}
