package dev.kintsugi.agent.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderSettingsTest {
    private static final Secret KEY = Secret.of("sk-123456");

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        var settings = ProviderSettings.at("https://api.example.org/v1/", KEY, "m");
        assertThat(settings).isEqualTo(new ProviderSettings("api.example.org", "https://api.example.org/v1", KEY, true,
                "m", List.of(), "", Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(20), 0));
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:8000/v1, false", "http://127.0.0.1:11434/v1, false", "http://127.8.9.1/v1, false",
            "http://[::1]:8080, false", "https://api.deepseek.com, true", "http://localhost.evil.org/v1, true",
            "http://127.0.0.1.evil.org/v1, true", "http://192.168.1.5/v1, true"})
    void aKeyIsNeededUnlessTheProviderIsOnThisMachine(String url, boolean needed) {
        assertThat(ProviderSettings.at(url, Secret.NONE, "m").keyMissing()).isEqualTo(needed);
        assertThat(ProviderSettings.at(url, KEY, "m").keyMissing()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api.deepseek.com", "ftp://x.org/v1", "https://sk-1234@x.org/v1", "https:///v1",
            "http://x.org:70000/v1",
            "https://x.org/v1?key=sk-1234", "https://x.org/ sk-1234", "file:///etc/passwd"})
    void anAddressThatCannotBeUsedIsAProblemThatDoesNotRepeatIt(String url) {
        assertThatThrownBy(() -> ProviderSettings.at(url, Secret.NONE, "m")).isInstanceOf(Problem.class)
                .hasMessageNotContaining("sk-1234").hasNoCause();
        assertThatThrownBy(() -> ProviderPreset.at(url)).isInstanceOf(Problem.class);
    }

    @Test
    void timesModelsAndWindowsThatMakeNoSenseAreProblems() {
        var good = ProviderSettings.at("http://localhost/v1", KEY, "m");
        assertThatThrownBy(() -> good.withTimeouts(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> good.withModels(" ", List.of())).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> good.withEncoding("klingon")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> good.withContextWindow(-1)).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @CsvSource({"gpt-4o-mini, 128000", "gpt-4, 8192", "gpt-4-0613, 8192", "gpt-4.1-nano, 1047576",
            "openai/GPT-4o, 128000", "deepseek-chat, 131072", "llama3.2:3b, 131072", "llama3:8b, 8192",
            "something-new, 128000"})
    void theContextWindowIsLookedUpByTheModelsName(String model, int tokens) {
        assertThat(ProviderPreset.OPENAI.settings(KEY).contextWindowOf(model)).isEqualTo(tokens);
    }

    @Test
    void aContextWindowThatIsSetCounts() {
        assertThat(ProviderPreset.OLLAMA.settings(KEY).withContextWindow(4096).contextWindowOf("llama3.2"))
                .isEqualTo(4096);
    }

    @ParameterizedTest
    @EnumSource
    void everyPresetIsFoundByNameAndByAddress(ProviderPreset preset) {
        assertThat(ProviderPreset.named(preset.title().toUpperCase(Locale.ROOT))).contains(preset);
        assertThat(ProviderPreset.named(preset.name())).contains(preset);
        assertThat(ProviderPreset.at(preset.baseUrl())).contains(preset);
        assertThat(preset.settings(Secret.NONE).keyMissing()).isEqualTo(preset.keyNeeded());
        assertThat(ProviderSettings.at(preset.baseUrl(), KEY, "m").name()).isEqualTo(preset.title());
    }

    @Test
    void modelsAreListedOnceThePreferredFirst() {
        var settings = ProviderPreset.OPENAI.settings(KEY).withModels("b", List.of("a", "b", "c"));
        assertThat(settings.models()).containsExactly("b", "a", "c");
    }

    @Test
    void theKeyIsNeverShown() {
        var settings = ProviderPreset.OPENAI.settings(KEY);
        assertThat(settings.toString() + KEY + new OpenAiModel(settings, Calls.CLOCK)).doesNotContain("123456");
        assertThat(KEY.redact("a sk-123456 b sk-123456")).isEqualTo("a [key hidden] b [key hidden]");
        assertThat(Secret.NONE.redact("as it is")).isEqualTo("as it is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk 123456", "sk\n123456", "schlüssel123456", "sk\u0000123456"})
    void aKeyThatNoHeaderMayCarryIsAProblemThatDoesNotRepeatIt(String key) {
        assertThatThrownBy(() -> Secret.of(key)).isInstanceOf(Problem.class).hasMessageNotContaining("123456");
    }

    @Test
    void blanksAroundAKeyDoNotMatter() {
        assertThat(Secret.of(" sk-123456\n")).isEqualTo(KEY);
        assertThat(Secret.of("  \n")).isSameAs(Secret.NONE);
    }
}
