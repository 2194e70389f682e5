package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import org.jspecify.annotations.Nullable;

/// What the user gets, and from where. Immutable.
///
/// @param text    what is said to the user; for an error the words of the wire
/// @param by      `attempt n`, or the pattern that stood in: `cache`, `degrade`
/// @param model   the model whose text it is, or that was asked last
/// @param attempt the attempt it comes from; for a stand-in the last one made, 0 when none was
/// @param error   why there is no reply: the last error; for a stand-in after refused replies there is none
/// @param reply   the reply that was delivered; absent for stand-ins and errors
public record Delivery(DeliveredStatus status, String text, String by, String model, int attempt,
        @Nullable AgentError error, @Nullable AgentReply reply) {}
