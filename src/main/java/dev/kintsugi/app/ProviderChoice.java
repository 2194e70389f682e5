package dev.kintsugi.app;

import dev.kintsugi.agent.provider.KeyFile;
import dev.kintsugi.agent.provider.ProviderPreset;
import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.lab.AgentSettings;

/// Which agent answers: a provider when the environment names an address or a key, else what was saved. Stateless.
final class ProviderChoice {
    private ProviderChoice() {}

    /// The agent settings with all that the environment says about the provider.
    static AgentSettings change(AgentSettings saved, Environment environment, KeyFile keys) {
        var encoding = environment.value("AI_ENCODING");
        encoding.ifPresent(Tokens::ofEncoding);
        var provider = saved.provider();
        if (environment.value("AI_BASE_URL").isPresent() || environment.value("AI_API_KEY").isPresent()) {
            var url = environment.value("AI_BASE_URL").orElse(ProviderPreset.DEEPSEEK.baseUrl());
            var model = environment.value("AI_MODEL").orElseGet(() -> model(url));
            provider = ProviderSettings.at(url, keys.find(name -> environment.value(name).orElse(null)), model);
        } else if (provider != null && environment.value("AI_MODEL").isPresent()) {
            provider = provider.withModels(environment.value("AI_MODEL").get(), provider.fallbackModels());
        }
        if (provider != null && encoding.isPresent()) {
            provider = provider.withEncoding(encoding.get());
        }
        return saved.withProvider(provider);
    }

    private static String model(String url) {
        return ProviderPreset.at(url).map(ProviderPreset::model).orElse(ProviderPreset.DEEPSEEK.model());
    }
}
