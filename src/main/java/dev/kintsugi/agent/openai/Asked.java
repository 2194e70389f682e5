package dev.kintsugi.agent.openai;

import java.util.function.Consumer;

/// A question on its way to whoever answers it. Safe for two threads, one after the other.
public interface Asked {
    /// Has something done once, on a thread that must not be held up: given true when the whole answer is there, so that
    /// [#reply] waits for nothing, and false when it may still wait, or is better read by somebody who can.
    void whenThere(Consumer<Boolean> then);

    /// The answer. To be called once.
    ///
    /// @throws dev.kintsugi.domain.error.AgentError when there is none
    /// @throws dev.kintsugi.domain.time.Cancelled when nobody waits for it any more
    ChatReply reply();
}
