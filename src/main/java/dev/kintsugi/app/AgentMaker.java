package dev.kintsugi.app;

import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.errands.Errands;
import dev.kintsugi.agent.pack.Pack;
import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.agent.scripted.ScriptedModel;
import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.agent.tools.Outside;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.lab.AgentSettings;
import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.services.Services;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Makes the agents of a lab: packs are read once, and the services that a pack's tools ask are started with the first agent
/// that has such tools. They end with the process. Safe for use by many threads.
final class AgentMaker implements AgentSource {
    private final Map<String, Pack> packs = new ConcurrentHashMap<>();
    private final AtomicBoolean prepared = new AtomicBoolean();
    private @Nullable Services services;

    /// Begins to read what an agent of most labs needs, while the caller does something else: the tokens' tables on one
    /// thread, the pack and its index on another. Does nothing the second time.
    void prepare(AgentSettings settings) {
        if (!prepared.getAndSet(true)) {
            aside("tokens", () -> Tokens.ofEncoding(ScriptedModel.ENCODING));
            aside("agents", () -> agent(settings, 0, new ConversationClock()));
        }
    }

    private static void aside(String name, Runnable work) { Thread.ofPlatform().daemon().name(name).start(work); }

    @Override
    public Agent agent(AgentSettings settings, long seed, LabClock clock) {
        var pack = packs.computeIfAbsent(settings.pack(), Packs::at);
        return Agents.of(pack, seed, settings.contextWindow(), settings.provider(), clock, outside(pack, clock));
    }

    private Outside outside(Pack pack, LabClock clock) {
        return pack.tools().stream().anyMatch(Outside.NAMES::contains)
                ? new Errands(bases(), Errands.PATIENCE, clock)
                : Outside.NONE;
    }

    private synchronized Map<String, URI> bases() {
        var running = services;
        if (running == null) {
            running = new Services(Services.Settings.DEFAULT, new ConversationClock());
            services = running;
        }
        var bases = new HashMap<String, URI>();
        running.addresses().forEach((name, address) -> bases.put(name.word(), address));
        return bases;
    }
}
