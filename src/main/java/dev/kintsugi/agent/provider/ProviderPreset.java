package dev.kintsugi.agent.provider;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Providers whose settings we know. Addresses on this machine are the defaults of the programs that listen there.
public enum ProviderPreset {
    DEEPSEEK("DeepSeek", "https://api.deepseek.com/v1", "deepseek-chat", List.of("deepseek-reasoner"), true), OPENAI(
            "OpenAI", "https://api.openai.com/v1", "gpt-4o-mini", List.of("gpt-4.1-mini"),
            true), OLLAMA("Ollama", "http://127.0.0.1:11434/v1", "llama3.2", List.of(), false), LLAMA_CPP("llama.cpp",
                    "http://127.0.0.1:8080/v1", "default", List.of(),
                    false), LM_STUDIO("LM Studio", "http://127.0.0.1:1234/v1", "local-model", List.of(), false);

    private final String title;
    private final String baseUrl;
    private final String model;
    private final List<String> fallbackModels;
    private final boolean keyNeeded;

    ProviderPreset(String title, String baseUrl, String model, List<String> fallbackModels, boolean keyNeeded) {
        this.title = title;
        this.baseUrl = baseUrl;
        this.model = model;
        this.fallbackModels = fallbackModels;
        this.keyNeeded = keyNeeded;
    }

    public String title() { return title; }

    public String baseUrl() { return baseUrl; }

    public String model() { return model; }

    public boolean keyNeeded() { return keyNeeded; }

    /// The settings with this key, which may be [Secret#NONE].
    public ProviderSettings settings(Secret key) {
        return new ProviderSettings(title, baseUrl, key, keyNeeded, model, fallbackModels, "",
                ProviderSettings.CONNECT_TIMEOUT, ProviderSettings.READ_TIMEOUT, ProviderSettings.STALL_TIMEOUT, 0);
    }

    /// By title or constant, whatever the case: `deepseek`, `LM Studio`, `llama_cpp`.
    public static Optional<ProviderPreset> named(String name) {
        var wanted = plain(name);
        return Arrays.stream(values()).filter(p -> plain(p.title).equals(wanted) || plain(p.name()).equals(wanted))
                .findFirst();
    }

    /// The one that lives at this address: same host, and on this machine same port. Throws a
    /// [dev.kintsugi.domain.Problem] for what is no address.
    public static Optional<ProviderPreset> at(String url) {
        var there = URI.create(ProviderSettings.cleanUrl(url));
        var here = ProviderSettings.isLoopback(there.toString());
        return Arrays.stream(values()).filter(p -> {
            var known = URI.create(p.baseUrl);
            return here
                    ? ProviderSettings.isLoopback(p.baseUrl) && known.getPort() == there.getPort()
                    : known.getHost().equalsIgnoreCase(there.getHost());
        }).findFirst();
    }

    private static String plain(String name) { return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""); }
}
