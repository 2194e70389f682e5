package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.agent.provider.KeyFile;
import dev.kintsugi.cli.ProviderWish;
import dev.kintsugi.cli.Wish;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.workbench.settings.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is said to have decided a setting.
class OriginsTest {
    @TempDir
    Path folder;

    private String from(String setting, Map<String, String> variables, Set<String> options) {
        var resolution = new Resolution(new Environment(variables), new KeyFile(folder.resolve("key")),
                LabSettings.defaults());
        var wish = new Wish(options, settings -> settings, ProviderWish.NONE);
        return new Origins(resolution, resolution.saved(folder), wish).all().stream()
                .filter(o -> o.name().equals(setting))
                .map(Origin::from).findFirst().orElseThrow();
    }

    @Test
    void theCommandLineIsNamedBeforeTheEnvironmentAndThatBeforeWhatWasSaved() throws IOException {
        Files.writeString(folder.resolve("settings.json"), "{\"policy\": \"conversational\", \"seed\": 7}");
        var variables = Map.of("RECOVERY_POLICY", "none");

        assertThat(from("Recovery", variables, Set.of("--recovery"))).isEqualTo("--recovery");
        assertThat(from("Recovery", variables, Set.of())).isEqualTo("RECOVERY_POLICY");
        assertThat(from("Recovery", Map.of(), Set.of())).isEqualTo("saved");
        assertThat(from("Seed", Map.of(), Set.of())).isEqualTo("saved");
    }

    @Test
    void whatNobodySaidIsTheDefault() { assertThat(from("Seed", Map.of(), Set.of())).isEqualTo("default"); }

    @Test
    void whoSaidHowMuchTheAgentReadsIsNamed() {
        assertThat(from("Context", Map.of(), Set.of("--context"))).isEqualTo("--context");
        assertThat(from("Context", Map.of(), Set.of())).isEqualTo("default");
    }
}
