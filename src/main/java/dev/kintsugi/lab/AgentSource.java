package dev.kintsugi.lab;

import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.time.LabClock;

/// Makes the agent that a session talks to: each session its own, so that its tools' effects are its own.
@FunctionalInterface
public interface AgentSource {
    /// Throws a [dev.kintsugi.domain.Problem] when the agent cannot be made as it is set up.
    Agent agent(AgentSettings settings, long seed, LabClock clock);
}
