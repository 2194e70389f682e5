package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.AgentError;
import org.jspecify.annotations.Nullable;

/// The circuit of one service: says which calls may begin, and hears how they ended. Safe for many threads.
interface CircuitGate {
    /// The call may not begin.
    int REJECTED = -1;

    /// Lets a call through, or not.
    ///
    /// @return what the call is to say when it is over; [#REJECTED] when it may not begin
    int admit();

    void succeeded(int admitted);

    void failed(AgentError error);

    /// The call said nothing about the service's health: another may take its place.
    void undecided(int admitted);

    /// Why it opened; present whenever it does not admit a call.
    @Nullable
    AgentError last();

    Circuit.State state();

    Circuit shown();
}
