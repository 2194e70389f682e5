package dev.kintsugi.services;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What one service does with a request, without a wire. Implementations are safe for many threads.
interface Service {
    ServiceName name();

    /// Answers, or refuses with a reason.
    Answer answer(Asked asked) throws Refusal;

    /// A refusal as the API that it imitates would write it.
    ObjectNode refused(Refusal refusal);
}
