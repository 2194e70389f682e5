package dev.kintsugi.agent.openai;

import dev.kintsugi.domain.model.Passage;
import java.util.List;
import java.util.Optional;

/// Whoever answers chat completions: a provider, or the scripted agent. Implementations are safe for many threads.
public interface ChatSource extends AutoCloseable {
    /// Answers.
    ///
    /// @param early hears of a stream while it arrives, where the source streams
    /// @throws dev.kintsugi.domain.error.AgentError when there is no answer
    /// @throws dev.kintsugi.domain.time.Cancelled when nobody waits for it any more; it may be answered all the same
    ChatReply ask(ChatAsk ask, Patience patience, Early early);

    /// Asks for a whole answer without waiting. Empty where something is to be waited for before; then nothing was sent.
    default Optional<Asked> begin(ChatAsk ask, Patience patience) { return Optional.empty(); }

    /// Names of models it can be asked with.
    List<String> models();

    /// Whether it answers by itself, so that nothing leaves this machine.
    boolean scripted();

    /// What it was given to know besides the conversation.
    List<Passage> knowledge();

    /// Tokens of a text for this model.
    int countTokens(String model, String text);

    /// Tokens that the messages of a request take, without asking for an answer.
    default int promptTokens(ChatAsk ask) {
        return ask.messages().stream().mapToInt(m -> countTokens(ask.model(), m.content())).sum();
    }

    /// Gives up what it keeps open; whoever asks after that gets no answer.
    @Override
    default void close() {}
}
