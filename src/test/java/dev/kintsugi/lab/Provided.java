package dev.kintsugi.lab;

import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.agent.provider.OpenAiModel;
import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.time.LabClock;
import java.util.Objects;

/// Agents over the provider that the settings name, as the program makes them.
final class Provided implements AgentSource {
    @Override
    public Agent agent(AgentSettings settings, long seed, LabClock clock) {
        var provider = Objects.requireNonNull(settings.provider());
        return Agents.over(new OpenAiModel(provider, clock.live()), TestPacks.named(settings.pack()), provider.models(),
                Tokens.ofModel(provider.model()), false).on(clock);
    }
}
