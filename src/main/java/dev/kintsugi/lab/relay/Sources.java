package dev.kintsugi.lab.relay;

import dev.kintsugi.agent.forward.UpstreamChat;
import dev.kintsugi.agent.openai.ChatSource;
import dev.kintsugi.agent.openai.ScriptedChat;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.lab.LabSettings;

/// Chooses who answers behind the relay. Stateless.
public final class Sources {
    private Sources() {}

    /// The provider that the settings name, asked with the caller's own words; without one the scripted agent.
    public static ChatSource of(LabSettings settings, AgentSource agents) {
        var provider = settings.agent().provider();
        return provider != null
                ? new UpstreamChat(provider)
                : new ScriptedChat(agents.agent(settings.agent(), settings.seed(), new ConversationClock()));
    }
}
