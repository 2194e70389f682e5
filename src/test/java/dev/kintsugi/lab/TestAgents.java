package dev.kintsugi.lab;

import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.time.LabClock;

/// The scripted agent of the built-in packs, as the program wires it.
public final class TestAgents implements AgentSource {
    @Override
    public Agent agent(AgentSettings settings, long seed, LabClock clock) {
        return Agents.scripted(TestPacks.named(settings.pack()), seed, settings.contextWindow());
    }
}
