package dev.kintsugi.fault;

import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.CallKey;

/// Works out what the agent would have answered when a fault takes the answer away. Given by the lab; called at most
/// once an attempt, by the thread that makes the attempt.
@FunctionalInterface
public interface Shadow {
    /// The agent's answer to this attempt's request through [dev.kintsugi.domain.model.Wire#SHADOW]: without waiting
    /// for simulated latency and without repeating a side effect.
    ///
    /// @throws dev.kintsugi.domain.error.AgentError when the agent fails by itself
    AgentReply natural(CallKey key);

    /// The agent's name, as the context of a real error would carry it.
    default String agent() { return "agent"; }

    /// Tokens of a text for this model. About four characters a token unless the lab counts exactly.
    default int tokens(String model, String text) { return (text.length() + 3) / 4; }
}
