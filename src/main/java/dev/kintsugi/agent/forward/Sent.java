package dev.kintsugi.agent.forward;

import dev.kintsugi.domain.error.WireFault;
import java.util.concurrent.CompletableFuture;

/// A request that left over a kept connection, whose reply nobody has waited for yet. Safe for two threads, one after the
/// other.
///
/// @param first the reply over that connection
record Sent(Forwarder forwarder, Forwarder.Request request, Incoming first) {
    /// See [Incoming#there].
    CompletableFuture<Boolean> there() { return first.there(); }

    /// Waits for the reply's head; where the connection turns out to be closed, it is sent once more over a new one.
    ///
    /// @throws ForwardFailure when nobody answers
    Incoming incoming() {
        try {
            first.awaitHead();
            return first;
        } catch (ForwardFailure e) {
            if (!e.beforeAnyByte() || e.fault() == WireFault.READ_TIMEOUT) {
                throw e;
            }
            return forwarder.sendAnew(request);
        }
    }
}
