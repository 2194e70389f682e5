package dev.kintsugi.lab;

import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.agent.scripted.ScriptedModel;
import org.jspecify.annotations.Nullable;

/// Which agent a session talks to. Immutable.
///
/// @param pack          what it knows: a built-in pack's name or a folder. Default `insurance`
/// @param contextWindow tokens of prompt and answer together of the scripted models. Default 8,192
/// @param provider      the real provider to ask; absent for the scripted agent
public record AgentSettings(String pack, int contextWindow, @Nullable ProviderSettings provider) {
    public static final AgentSettings SCRIPTED = new AgentSettings("insurance",
            ScriptedModel.DEFAULT_WINDOW, null);

    public boolean scripted() { return provider == null; }

    public AgentSettings withPack(String other) { return new AgentSettings(other, contextWindow, provider); }

    public AgentSettings withContextWindow(int tokens) { return new AgentSettings(pack, tokens, provider); }

    public AgentSettings withProvider(@Nullable ProviderSettings other) {
        return new AgentSettings(pack, contextWindow, other);
    }
}
