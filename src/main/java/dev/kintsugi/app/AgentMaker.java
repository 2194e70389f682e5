package dev.kintsugi.app;

import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.pack.Pack;
import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.agent.provider.OpenAiModel;
import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.lab.AgentSettings;
import dev.kintsugi.lab.AgentSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Makes the agents of a lab: packs are read once. Safe for use by many threads.
final class AgentMaker implements AgentSource {
    private final Map<String, Pack> packs = new ConcurrentHashMap<>();

    @Override
    public Agent agent(AgentSettings settings, long seed, LabClock clock) {
        var pack = packs.computeIfAbsent(settings.pack(), Packs::at);
        var provider = settings.provider();
        if (provider == null) {
            return Agents.scripted(pack, seed, settings.contextWindow()).on(clock);
        }
        var model = new OpenAiModel(provider, clock.live());
        var tokens = provider.encoding().isEmpty()
                ? Tokens.ofModel(provider.model())
                : Tokens.ofEncoding(provider.encoding());
        return Agents.over(model, pack, provider.models(), tokens, false).on(clock);
    }
}
