package dev.kintsugi.recovery;

import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.TokenSink;

/// The way to the agent: one attempt at a turn. All that recovery knows of the outside.
@FunctionalInterface
public interface Attempt {
    /// Asks the agent once, by the deadline in the ask; what arrives early may be streamed into the sink.
    ///
    /// @throws dev.kintsugi.domain.error.AgentError  when no answer could be had
    /// @throws dev.kintsugi.domain.time.Cancelled when somebody stopped the turn; it passes straight through recovery
    AgentReply call(Ask ask, TokenSink sink);
}
