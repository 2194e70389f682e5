package dev.kintsugi.lab.relay;

import dev.kintsugi.agent.openai.ChatReply;
import dev.kintsugi.domain.error.AgentError;

/// What a call is to be answered with, before it is put into shape. Immutable.
public sealed interface Answer {
    /// A completion.
    ///
    /// @param altered whether the provider's own bytes do not tell it: its text is another, or it was asked for whole by
    ///                recovery, where the caller wants a stream
    record Replied(ChatReply reply, boolean altered) implements Answer {}

    /// An error.
    ///
    /// @param injected whether a fault made it
    record Failed(AgentError error, boolean injected) implements Answer {}
}
