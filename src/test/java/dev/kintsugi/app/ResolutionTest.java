package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.agent.provider.KeyFile;
import dev.kintsugi.cli.ProviderWish;
import dev.kintsugi.cli.ProviderWish.Kind;
import dev.kintsugi.cli.Wish;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.FaultRow;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.LabSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Command line before environment before saved before default, for every kind of setting.
class ResolutionTest {
    private static final String SAVED = """
            {"policy": "conversational", "seed": 7, "provider": {"baseUrl": "http://127.0.0.1:1111/v1", "model": "saved-model",
             "fallbackModels": ["other-model"], "encoding": "p50k_base", "contextWindow": 4096},
             "faults": {"chaos": "on", "fault.hallucination": "off"}}
            """;

    @TempDir
    Path folder;

    private LabSettings resolve(Map<String, String> variables, Wish wish) {
        return resolution(variables).settings(folder, List.of(), wish);
    }

    private Resolution resolution(Map<String, String> variables) {
        return new Resolution(new Environment(variables), new KeyFile(folder.resolve("key")), LabSettings.defaults());
    }

    private static Wish wish(UnaryOperator<LabSettings> settings) {
        return new Wish(Set.of(), settings, ProviderWish.NONE);
    }

    private static Wish provider(@Nullable Kind kind, @Nullable String url, @Nullable String model,
            @Nullable String encoding) {
        return new Wish(Set.of(), UnaryOperator.identity(), new ProviderWish(kind, url, model, encoding));
    }

    private void save() throws IOException { Files.writeString(folder.resolve("settings.json"), SAVED); }

    @Test
    void thePolicyIsTheMostPersonalOne() throws IOException {
        assertThat(resolve(Map.of(), Wish.NONE).policy()).isEqualTo("none");
        assertThat(resolution(Map.of()).startingWith("standard").settings(Wish.NONE).policy()).isEqualTo("standard");
        save();
        assertThat(resolve(Map.of(), Wish.NONE).policy()).isEqualTo("conversational");
        var variables = Map.of("RECOVERY_POLICY", "standard");
        assertThat(resolve(variables, Wish.NONE).policy()).isEqualTo("standard");
        assertThat(resolve(variables, wish(s -> s.withPolicy("off"))).policy()).isEqualTo("off");
    }

    @Test
    void chaosIsTheMostPersonalOne() throws IOException {
        assertThat(resolve(Map.of(), Wish.NONE).faults().chaos()).isFalse();
        save();
        assertThat(resolve(Map.of(), Wish.NONE).faults().chaos()).isTrue();
        var variables = Map.of("PROBABILISTIC_FAILURES", "false");
        assertThat(resolve(variables, Wish.NONE).faults().chaos()).isFalse();
        assertThat(resolve(variables, wish(s -> s.withFaults(s.faults().withChaos(true)))).faults().chaos()).isTrue();
    }

    @Test
    void theDatabaseKnowsSwitchAndChanceBetterThanTheFile() throws IOException {
        save();
        var row = new FaultRow("hallucination_mode", "", "output_quality", "{\"probability\":0.75}", true);
        var mode = resolution(Map.of()).settings(folder, List.of(row), Wish.NONE).faults()
                .mode(FailureMode.HALLUCINATION);
        assertThat(mode.on()).isTrue();
        assertThat(mode.probability().ppm()).isEqualTo(750_000);
        assertThat(resolve(Map.of(), Wish.NONE).faults().mode(FailureMode.HALLUCINATION).on()).isFalse();
    }

    @Test
    void addressModelAndEncodingAreSettledOneByOne() throws IOException {
        assertThat(resolve(Map.of(), Wish.NONE).agent().scripted()).isTrue();
        save();
        var saved = Objects.requireNonNull(resolve(Map.of(), Wish.NONE).agent().provider());
        assertThat(saved.models()).containsExactly("saved-model", "other-model");
        var variables = Map.of("AI_MODEL", "variable-model", "AI_ENCODING", "r50k_base");
        var changed = Objects.requireNonNull(resolve(variables, Wish.NONE).agent().provider());
        assertThat(changed.baseUrl()).isEqualTo("http://127.0.0.1:1111/v1");
        assertThat(changed.model()).isEqualTo("variable-model");
        assertThat(changed.encoding()).isEqualTo("r50k_base");
        assertThat(changed.contextWindow()).isEqualTo(4096);
        var wished = Objects.requireNonNull(
                resolve(variables, provider(null, "http://127.0.0.1:2222/v1", "my-model", "o200k_base")).agent()
                        .provider());
        assertThat(wished.baseUrl()).isEqualTo("http://127.0.0.1:2222/v1");
        assertThat(wished.model()).isEqualTo("my-model");
        assertThat(wished.encoding()).isEqualTo("o200k_base");
    }

    @Test
    void theCommandLineMayAskForTheScriptedAgentAllTheSame() throws IOException {
        save();
        var variables = Map.of("AI_BASE_URL", "http://127.0.0.1:1/v1");
        assertThat(resolve(variables, provider(Kind.SCRIPTED, null, null, null)).agent().scripted()).isTrue();
    }

    @Test
    void aKeyAloneChoosesTheUsualProvider() {
        var provider = Objects.requireNonNull(resolve(Map.of("AI_API_KEY", "k-1"), Wish.NONE).agent().provider());
        assertThat(provider.name()).isEqualTo("DeepSeek");
        assertThat(provider.fallbackModels()).isNotEmpty();
        assertThat(provider.keyMissing()).isFalse();
        assertThat(provider.toString()).doesNotContain("k-1");
    }

    @Test
    void aProviderOnThisMachineNeedsNoKeyAndNoModel() {
        var there = Objects.requireNonNull(
                resolve(Map.of("AI_BASE_URL", "http://127.0.0.1:9999/v1"), Wish.NONE).agent().provider());
        assertThat(there.keyMissing()).isFalse();
        assertThat(there.model()).isEqualTo("default");
    }

    @Test
    void theSavedKeyIsOnlyReadForAProvider() throws IOException {
        Files.createDirectory(folder.resolve("key"));
        assertThat(resolve(Map.of(), Wish.NONE).agent().scripted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AI_BASE_URL | ftp://nowhere            | https://host/path
            AI_BASE_URL | not an address           | https://host/path
            AI_BASE_URL | https://x.example/?k=1   | a query
            AI_ENCODING | klingon_base             | cl100k_base
            AI_API_KEY  | two words                | only the key itself
            """)
    void aBadValueNamesItsVariable(String name, String value, String todo) {
        assertThatThrownBy(() -> resolve(Map.of(name, value), Wish.NONE)).isInstanceOf(Problem.class)
                .hasMessageContaining(name).hasMessageContaining(todo);
    }

    @Test
    void aBadKeyIsNotRepeated() {
        assertThatThrownBy(() -> resolve(Map.of("AI_API_KEY", "secret with blanks"), Wish.NONE))
                .hasMessageNotContaining("secret");
    }

    @Test
    void aBadOptionNamesItself() {
        assertThatThrownBy(() -> resolve(Map.of(), provider(null, "ftp://x", null, null)))
                .hasMessageContaining("--base-url cannot be used");
        assertThatThrownBy(() -> resolve(Map.of(), provider(Kind.PROVIDER, null, null, "klingon")))
                .hasMessageContaining("--encoding cannot be used");
        assertThatThrownBy(() -> resolve(Map.of(), provider(null, null, "gpt", null)))
                .hasMessageContaining("--model has no effect").hasMessageContaining("--base-url");
        assertThatThrownBy(() -> resolve(Map.of(), provider(Kind.SCRIPTED, null, "gpt", null)))
                .hasMessageContaining("--model has no effect");
        assertThatThrownBy(() -> resolve(Map.of(), provider(null, "https://models.example/v1", null, null)))
                .hasMessageContaining("No model is chosen").hasMessageContaining("--model");
    }

    @Test
    void aModelWithoutAProviderIsTold() {
        var variables = Map.of("AI_MODEL", "m", "AI_ENCODING", "cl100k_base");
        var resolution = resolution(variables);
        assertThat(resolution.unused(resolution.settings(Wish.NONE))).hasSize(2).first().asString()
                .contains("AI_MODEL is set, but no provider is chosen");
        assertThat(resolution.unused(resolution.settings(provider(Kind.PROVIDER, null, null, null)))).isEmpty();
    }
}
