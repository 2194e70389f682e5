package dev.kintsugi.recovery;

import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.time.Deadline;
import java.util.List;

/// The way to a model that judges replies. What it is asked, and what its answer means, recovery knows. Called by the
/// thread that delivers the turn, and while two attempts race each other by two.
@FunctionalInterface
public interface Judge {
    /// Asks the model once.
    ///
    /// @param attempt whose reply is judged
    /// @throws dev.kintsugi.domain.error.AgentError when it gave no answer in time
    ModelReply ask(String model, List<Message> messages, int attempt, Deadline by);
}
