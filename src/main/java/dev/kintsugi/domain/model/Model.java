package dev.kintsugi.domain.model;

/// A language model, real or scripted. Implementations are safe for use by many threads.
public interface Model {
    /// Tokens that prompt and answer may have together.
    int contextWindow(String model);

    /// Asks the model. A real model streams its text into the sink as it arrives; a simulated one does not.
    ///
    /// @throws dev.kintsugi.domain.error.AgentError when no usable answer came
    ModelReply call(ModelRequest request, TokenSink sink);
}
