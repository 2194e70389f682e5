package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.Failure;
import org.jspecify.annotations.Nullable;

/// One thing that happened to the customer of a scenario. Immutable.
public sealed interface Happening {
    /// A step was played to its end.
    ///
    /// @param step     the step's number in the script
    /// @param turn     the turn of the session in which it was played
    /// @param mode     the failure that acted; absent when none did, or when nobody injected it
    /// @param attempts calls that were made for it, the first included
    record Moment(int step, int turn, Ending ending, Outcome outcome, @Nullable Failure mode,
            int attempts) implements Happening {}

    /// The agent was restarted.
    ///
    /// @param restored whether a checkpoint brought the conversation back
    record Restarted(boolean restored) implements Happening {}

    /// The customer gave up.
    record Left() implements Happening {}
}
