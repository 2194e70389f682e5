package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.SessionId;

/// How far a playback is. Immutable.
///
/// @param session  the session it plays in
/// @param policy   the name of the recovery policy
/// @param done     steps done
/// @param playing  whether it goes on by itself
/// @param ended    whether it is over: the last step is done, the customer left, or it was stopped
/// @param history  what happened
/// @param bill     what it cost so far
public record PlaybackState(SessionId session, Scenario scenario, String policy, long seed, int done, boolean playing,
        boolean ended, History history, Bill bill) {
    /// Whether nothing more can happen: the last step is done, or the customer left. One that was stopped before says
    /// nothing about what was left to come.
    public boolean finished() { return ended && (done >= scenario.steps().size() || patience().gone()); }

    /// The customer's patience now.
    public PatienceState patience() { return scenario.patience().curve(history).getLast(); }
}
