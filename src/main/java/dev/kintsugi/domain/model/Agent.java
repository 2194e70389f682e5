package dev.kintsugi.domain.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An agent as the lab drives it: answers a conversation with as many calls to its model and tools as it takes, each
/// of them through the wire it is given. Implementations keep nothing between answers and are safe for many threads.
public interface Agent {
    /// What people call it.
    String name();

    /// Models it can be asked with, the preferred first.
    List<String> models();

    /// Whether its latency and token counts are simulated.
    boolean simulated();

    List<ToolSpec> tools();

    /// Everything it was given to know: what a claim can be checked against.
    List<Passage> knowledge();

    /// Tokens that prompt and answer may have together with this model.
    int contextWindow(String model);

    /// How many tokens a text has for this model. Exact for known encodings.
    int countTokens(String model, String text);

    /// The provider behind it, for asking it something else than for an answer. Absent, the default, for an agent that
    /// asks nobody outside the lab.
    default @Nullable Model provider() { return null; }

    /// @throws dev.kintsugi.domain.error.AgentError when no answer could be had
    AgentReply answer(AgentRequest request, Wire wire, TokenSink sink);
}
