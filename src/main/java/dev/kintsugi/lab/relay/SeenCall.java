package dev.kintsugi.lab.relay;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.domain.truth.Failure;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A program's call as the log tells it so far. Immutable.
///
/// @param session   the session it belongs to
/// @param turn      the turn, which its attempts share
/// @param arrivedMs wall time, milliseconds since 1970
/// @param message   the last message of its conversation; empty for a further attempt
/// @param arrived   who called, and as which attempt
/// @param natural   what the model really said; empty as long as nothing came
/// @param fault     what was done to it; null for nothing
/// @param config    how that was set, as the log tells of a mode; null for nothing
/// @param answered  what the program was sent; null while it waits
public record SeenCall(SessionId session, int turn, long arrivedMs, String message, LabEvent.CallArrived arrived,
        String natural, @Nullable Failure fault, @Nullable String config, LabEvent.@Nullable CallAnswered answered) {
    /// The id under which it is answered; no two calls share one.
    public String request() { return arrived.request(); }

    /// By which interface it came: only logs of earlier versions do not tell, and of these nothing is seen as it comes.
    public Api api() { return Objects.requireNonNull(arrived.api()); }

    /// Whether the program was sent something else than what the model said.
    public boolean touched() { return fault != null; }

    SeenCall answered(LabEvent.CallAnswered with, String said, @Nullable Failure by, @Nullable String set) {
        return new SeenCall(session, turn, arrivedMs, message, arrived, said, by, set, with);
    }
}
