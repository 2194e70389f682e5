package dev.kintsugi.workbench.settings;

import dev.kintsugi.agent.provider.ProviderPreset;
import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.agent.provider.Secret;
import dev.kintsugi.lab.AgentSettings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// What a person writes about the provider, before it is taken over. The key goes in and never comes out.
final class ProviderModel {
    /// What the choice of encoding says when the model's own is meant.
    static final String BY_MODEL = "By model";

    private final StringProperty pack = new SimpleStringProperty("");
    private final StringProperty baseUrl = new SimpleStringProperty("");
    private final StringProperty model = new SimpleStringProperty("");
    private final StringProperty encoding = new SimpleStringProperty(BY_MODEL);
    private final StringProperty key = new SimpleStringProperty("");
    private final BooleanProperty keyKept = new SimpleBooleanProperty();
    private @Nullable ProviderSettings known;

    StringProperty pack() { return pack; }

    StringProperty baseUrl() { return baseUrl; }

    StringProperty model() { return model; }

    StringProperty encoding() { return encoding; }

    /// A new key as it is typed; empty keeps the one that is known.
    StringProperty key() { return key; }

    /// Whether a key is known already.
    BooleanProperty keyKept() { return keyKept; }

    /// Shows what is set now.
    void show(AgentSettings agent) {
        pack.set(agent.pack());
        var provider = agent.provider();
        if (provider != null) {
            take(provider);
        } else if (baseUrl.get().isEmpty()) {
            preset(ProviderPreset.OLLAMA);
        }
    }

    /// Fills in a known provider; a key that was kept for another one is not sent to it.
    void preset(ProviderPreset preset) { take(preset.settings(Secret.NONE)); }

    private void take(ProviderSettings provider) {
        known = provider;
        baseUrl.set(provider.baseUrl());
        model.set(provider.model());
        encoding.set(provider.encoding().isEmpty() ? BY_MODEL : provider.encoding());
        key.set("");
        keyKept.set(!provider.key().isEmpty());
    }

    /// The provider as it is written now. Throws a Problem that says which field is wrong.
    ProviderSettings settings() {
        var before = known;
        var sameHost = before != null && before.baseUrl().equals(baseUrl.get().strip());
        var secret = key.get().isBlank() && before != null && sameHost ? before.key() : Secret.of(key.get());
        var made = ProviderSettings.at(baseUrl.get(), secret, model.get().strip());
        if (before != null && sameHost) {
            made = before.withKey(secret).withModels(model.get().strip(), before.fallbackModels());
        }
        return made.withEncoding(encoding.get().equals(BY_MODEL) ? "" : encoding.get());
    }
}
